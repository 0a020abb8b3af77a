"""What the errands promise: in order per subject, once, again after a failure, found even when the hint is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tongban.kernel import jobs, time
from tongban.kernel.facts import Fact
from tongban.kernel.models import Errand

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Rang(Fact):
    number: int = 0


class World:
    """Reactions that write down what they saw, and break when told to."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, int]] = []
        self.broken: set[str] = set()

    def answer_door(self, fact: Rang) -> None:
        self._note("answer", fact)

    def wake_dog(self, fact: Rang) -> None:
        self._note("dog", fact)

    def _note(self, what: str, fact: Rang) -> None:
        if fact.subject in self.broken:
            raise RuntimeError("the door is stuck")
        self.seen.append((what, fact.subject, fact.number))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[World]:
    monkeypatch.setattr(jobs, "_when", {})
    monkeypatch.setattr(jobs, "_load", None)
    Errand.objects.all().delete()  # what founding the test database may have owed
    told = World()
    jobs.install({Rang: [told.answer_door, told.wake_dog]}, lambda seq: Rang(SUBJECTS[seq], number=seq))
    with time.held(MORNING):
        yield told
    SUBJECTS.clear()


SUBJECTS: dict[int, str] = {}


def happens(seq: int, subject: str) -> None:
    SUBJECTS[seq] = subject
    jobs.follow(Rang.kind, seq, subject)


def hints() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where lock like 'door/%%' and status = 'todo'")
        return int(cursor.fetchone()[0])


def test_each_fact_owes_its_reactions_and_leaves_one_hint(world: World) -> None:
    happens(1, "door/1")
    assert Errand.objects.filter(state="open").count() == 2
    assert hints() == 1


def test_a_fact_nobody_waits_for_owes_nothing(world: World) -> None:
    jobs.follow("weather.Rained", 1, "door/1")
    assert not Errand.objects.exists()
    assert hints() == 0


def test_reactions_run_in_the_order_of_the_facts_whatever_the_order_of_writing(world: World) -> None:
    for seq in (3, 1, 2):
        happens(seq, "door/1")
    assert jobs.run_owed("door/1") == 6
    assert [number for _, _, number in world.seen] == [1, 1, 2, 2, 3, 3]
    assert [what for what, _, _ in world.seen[:2]] == ["answer", "dog"]


def test_what_has_run_does_not_run_again(world: World) -> None:
    happens(1, "door/1")
    jobs.run_owed("door/1")
    assert jobs.run_owed("door/1") == 0
    assert len(world.seen) == 2


def test_a_failing_errand_blocks_only_its_subject(world: World) -> None:
    world.broken.add("door/1")
    happens(1, "door/1")
    happens(2, "door/2")
    assert jobs.drain() == 2
    assert {subject for _, subject, _ in world.seen} == {"door/2"}
    stuck = Errand.objects.filter(subject="door/1").order_by("id").first()
    assert stuck is not None
    assert (stuck.state, stuck.tries) == ("open", 1)
    assert "the door is stuck" in stuck.error


def test_what_failed_is_tried_again_later_and_then_the_rest_follows(world: World) -> None:
    world.broken.add("door/1")
    happens(1, "door/1")
    jobs.run_owed("door/1")
    world.broken.clear()
    assert jobs.run_owed("door/1") == 0
    with time.held(MORNING + timedelta(minutes=1)):
        assert jobs.run_owed("door/1") == 2


def test_what_fails_too_often_is_laid_aside_and_no_longer_blocks(world: World) -> None:
    world.broken.add("door/1")
    happens(1, "door/1")
    for hour in range(jobs.MOST_TRIES):
        with time.held(MORNING + timedelta(hours=hour)):
            jobs.run_owed("door/1")
    world.broken.clear()
    with time.held(MORNING + timedelta(days=1)):
        assert jobs.run_owed("door/1") == 1
    assert sorted(Errand.objects.values_list("state", flat=True)) == ["dead", "done"]


def test_a_lost_hint_is_found_by_the_sweeper_after_a_minute(world: World) -> None:
    with jobs.quiet():
        happens(1, "door/1")
    assert hints() == 0
    assert jobs.sweep() == 0
    with time.held(MORNING + timedelta(seconds=61)):
        assert jobs.sweep() == 1
    assert hints() == 1


def test_a_reaction_this_release_does_not_know_fails_by_name(world: World) -> None:
    happens(1, "door/1")
    Errand.objects.filter(reaction="answer_door").update(reaction="sweep_chimney")
    jobs.run_owed("door/1")
    assert "no reaction sweep_chimney" in Errand.objects.get(reaction="sweep_chimney").error


def test_a_reaction_that_fails_leaves_nothing_half_done(world: World) -> None:
    def writes_then_breaks(fact: Fact) -> None:
        Errand.objects.create(seq=99, subject="x", kind="x", reaction="x", due_at=MORNING)
        raise RuntimeError("after writing")

    jobs.install({Rang: [writes_then_breaks]}, lambda seq: Rang(SUBJECTS[seq]))
    happens(1, "door/1")
    jobs.run_owed("door/1")
    assert not Errand.objects.filter(seq=99).exists()


@pytest.mark.django_db(transaction=True)
def test_runners_who_meet_at_one_subject_do_everything_once_and_in_order(world: World) -> None:
    for seq in range(1, 16):
        happens(seq, "door/1")

    def run(_: int) -> int:
        try:
            with time.held(MORNING):
                return sum(jobs.run_owed("door/1") for _ in range(40))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(4))) == 30
    assert [number for _, _, number in world.seen] == [seq for seq in range(1, 16) for _ in range(2)]


def test_a_fact_with_several_reactions_is_read_once(world: World) -> None:
    read: list[int] = []

    def load(seq: int) -> Fact:
        read.append(seq)
        return Rang("door/1", number=seq)

    jobs.install({Rang: [world.answer_door, world.wake_dog]}, load)
    happens(1, "door/1")
    assert jobs.run_owed("door/1") == 2
    assert read == [1]
