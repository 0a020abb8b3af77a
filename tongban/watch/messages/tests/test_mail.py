"""E-mail beside SMS: only to an address that was proved, no more words than an SMS, over a real SMTP connection."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tongban.kernel import time
from tongban.registers.ledger import queries as ledger
from tongban.watch.messages import actions, jobs, mail_simulator, queries
from tongban.watch.messages.errors import BadAddress, TooManyCodes, WrongCode
from tongban.watch.messages.jobs import clear, send_waiting
from tongban.watch.messages.models import Mail, Sms
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
ADDRESS = "susu@example.com"


@pytest.fixture
def post(tmp_path: Path, settings: Any) -> Iterator[mail_simulator.Post]:
    server = mail_simulator.serve(0, tmp_path)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.TONGBAN = replace(
        settings.TONGBAN, sms_url="", smtp_url=f"smtp://127.0.0.1:{server.server_address[1]}",
        mail_from="noreply@lanting.example",
    )  # fmt: skip
    yield mail_simulator.Post(tmp_path)
    server.shutdown()
    server.server_close()


def proved(post: mail_simulator.Post) -> None:
    me = people.grandmother()
    actions.ask_mailbox(me, f" {ADDRESS} ")
    send_waiting()
    code = re.search(r"\d{6}", post.mails()[-1]["text"])
    assert code
    actions.prove_mailbox(me, f"{code[0][:3]} {code[0][3:]}")


def told(**words: str) -> Mail | None:
    said = {"item": "高龄津贴", "number": "LT-1", "due": "6月1日", "reason": "", **words}
    me = people.grandmother().applicant
    actions.tell(people.SYSTEM, me, "submitted", "case/1", **said)
    return Mail.objects.filter(about="case/1").order_by("-at").first()


def test_an_address_counts_once_the_code_came_back_and_is_shown_half_hidden(post: mail_simulator.Post) -> None:
    me = people.grandmother()
    assert told() is None
    proved(post)
    assert (queries.mailbox(me.applicant).address, queries.mailbox(me.applicant).asked) == ("s***@example.com", "")
    mail = told()
    assert mail
    assert actions.send_mail(str(mail.pk))
    came = post.mails()[-1]
    assert came["to"] == ADDRESS
    assert "高龄津贴" in came["text"]
    assert me.name not in came["text"] + came["subject"]
    assert people.number("henainai") not in came["text"]
    actions.prefer(me, by_sms=[], quiet=True, by_mail=["service"])
    assert told() == mail  # what is owed by law stays in the app and by SMS: no new mail
    actions.drop_mailbox(me)
    assert queries.mailbox(me.applicant).address == ""
    assert clear(me.applicant)
    assert not Mail.objects.filter(recipient=me.applicant).exists()


def test_codes_are_few_and_wrong_ones_end_it(post: mail_simulator.Post) -> None:
    me = people.grandmother()
    with pytest.raises(BadAddress):
        actions.ask_mailbox(me, "susu@example\r\nBcc: all@example.com")
    actions.ask_mailbox(me, ADDRESS)
    with pytest.raises(TooManyCodes):
        actions.ask_mailbox(me, ADDRESS)
    send_waiting()
    code = re.search(r"\d{6}", post.mails()[-1]["text"])
    assert code
    wrong = f"{(int(code[0]) + 1) % 10**6:06d}"
    for _ in range(5):
        with pytest.raises(WrongCode):
            actions.prove_mailbox(me, wrong)
    with pytest.raises(WrongCode):
        actions.prove_mailbox(me, code[0])


def test_a_mail_server_that_fails_loses_nothing_and_who_is_refused_for_ever_is_tried_once(
    post: mail_simulator.Post,
) -> None:
    proved(post)
    for mode in ("down", "wrong"):
        post.manner.write_text(mode)
        mail = told()
        assert mail
        assert not actions.send_mail(str(mail.pk))
        post.manner.write_text("ok")
        with time.held(time.now() + timedelta(minutes=1)):
            send_waiting()
        mail.refresh_from_db()
        assert mail.state == "sent"
        assert ADDRESS not in mail.error
    post.manner.write_text("full")
    lost = told()
    assert lost
    actions.send_mail(str(lost.pk))
    lost.refresh_from_db()
    assert (lost.state, lost.tries) == ("failed", 1)
    facts = [fact.kind for fact in ledger.timeline("case/1")]
    assert facts.count("messages.MailDelivered") == 2
    assert facts.count("messages.MailGivenUp") == 1
    assert len({mail["id"] for mail in post.mails()}) == len(post.mails())


def test_a_sweep_that_takes_long_leaves_the_rest_to_the_next_and_holds_no_sms_up(
    post: mail_simulator.Post, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    proved(post)
    settings.TONGBAN = replace(settings.TONGBAN, sms_url="http://127.0.0.1:1")
    for number in range(2):
        actions.tell(
            people.SYSTEM, people.grandmother().applicant, "submitted", f"case/{number}", item="高龄津贴",
            number=f"LT-{number}", due="6月1日", reason="",
        )  # fmt: skip
    Sms.objects.update(next_try_at=time.now())  # whatever hour of the night it is
    monkeypatch.setattr(jobs, "AT_MOST", -1.0)
    tried, there = [], len(post.mails())
    monkeypatch.setattr(actions, "send_sms", lambda pk: tried.append(len(post.mails())) or True)
    for round_ in (1, 2):
        send_waiting()
        assert len(post.mails()) == there + round_
        assert tried[-1] == there + round_ - 1, "the text message went before the mail"
