"""What people say and what the city calls it: added, switched off, and by whom."""

from __future__ import annotations

import pytest

from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger import queries as ledger
from tongban.registers.synonyms import actions, queries
from tongban.registers.synonyms.errors import BadSynonym, NoSuchSynonym, SynonymKnown
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lanting")]


def test_what_an_operator_adds_is_meant_at_once_and_recorded() -> None:
    row = actions.add_synonym(people.actor("LT0011"), "开夜宵摊", "食品经营许可", note="热线常用")
    assert queries.meanings()["开夜宵摊"] == ("食品经营许可",)
    assert [e.kind for e in ledger.timeline(row.subject)] == ["synonyms.SynonymAdded"]
    with pytest.raises(SynonymKnown):
        actions.add_synonym(people.actor("LT0011"), "开夜宵 摊", "食品经营许可")


def test_one_that_comes_with_the_program_can_be_switched_off_and_on_again() -> None:
    me, (word, means) = people.actor("LT0011"), next(iter(queries.built_in().values()))
    actions.remove_synonym(me, word, means)
    assert queries.known(word, means) is None
    with pytest.raises(NoSuchSynonym):
        actions.remove_synonym(me, word, means)
    actions.add_synonym(me, word, means)
    assert queries.known(word, means) is not None


@pytest.mark.parametrize(("word", "means"), [("", "食品经营许可"), ("店", "食品经营许可"), ("低保", "低保")])
def test_what_leads_nowhere_or_everywhere_is_refused_with_a_sentence(word: str, means: str) -> None:
    with pytest.raises(BadSynonym) as refusal:
        actions.add_synonym(people.actor("LT0011"), word, means)
    assert refusal.value.sentence
    assert refusal.value.next_step


def test_only_operators_arrange_words() -> None:
    for who in ("LT0101", "linwan"):
        with pytest.raises(NotAllowed):
            actions.add_synonym(people.actor(who), "开夜宵摊", "食品经营许可")


def test_the_list_goes_on_where_a_page_ended() -> None:
    first = queries.listed(limit=5)
    second = queries.listed(limit=5, after=first[-1].page_key)
    assert len({row.page_key for row in first + second}) == 10
    assert [row.page_key for row in first + second] == sorted(row.page_key for row in first + second)
