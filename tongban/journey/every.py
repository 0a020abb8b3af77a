"""What the clock does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tongban.journey.acts import collect_files, judge_forgotten
from tongban.journey.dates import move_dates
from tongban.journey.keeping import keep_no_longer
from tongban.journey.licences import renew_by_law
from tongban.journey.reminding import remind_of_expiry
from tongban.journey.revisions import end_items, keep_findable, publish_due
from tongban.journey.undertakings import break_late_ones
from tongban.journey.vetting import vet_waiting
from tongban.registers.exchange.jobs import clear_messages, send_due
from tongban.registers.identity.actions import forget_old_attempts
from tongban.registers.inventory.jobs import carry_on_all
from tongban.registers.ledger.sealing import put_in_order
from tongban.registers.licences.jobs import make_decisions
from tongban.registers.licences.jobs import make_papers as make_licences
from tongban.registers.openings.actions import end_due as end_openings
from tongban.registers.readings.jobs import read_waiting
from tongban.registers.signin.actions import forget_old_sittings
from tongban.registers.sso import actions as sso
from tongban.registers.sso.jobs import tell_due
from tongban.watch.indicators.jobs import gather as gather_figures
from tongban.watch.messages.jobs import send_waiting
from tongban.watch.supervision.jobs import patrol
from tongban.work.cases.jobs import accept_by_law, age_drafts, compare_dates, measure_pace, return_unsupplied
from tongban.work.cases.jobs import make_papers as make_notices
from tongban.work.packages.jobs import age_runs
from tongban.work.rulings.jobs import draw_samples, rule_waiting

EVERY: Sequence[tuple[str, Callable[[], object]]] = [
    ("10 seconds", send_due), ("10 seconds", tell_due),
    ("10 seconds", collect_files),
    ("10 seconds", rule_waiting),
    ("minute", put_in_order), ("minute", send_waiting), ("minute", end_openings),
    ("minute", gather_figures), ("minute", vet_waiting),
    ("minute", judge_forgotten), ("minute", make_notices),
    ("minute", make_licences), ("minute", carry_on_all),
    ("minute", make_decisions), ("minute", read_waiting),
    ("15 minutes", accept_by_law), ("15 minutes", return_unsupplied),
    ("15 minutes", move_dates),
    ("15 minutes", publish_due),
    ("15 minutes", end_items),
    ("15 minutes", patrol), ("15 minutes", keep_findable),
    ("day 00:20", renew_by_law),
    ("day 00:25", break_late_ones),
    ("day 00:35", draw_samples), ("day 08:30", remind_of_expiry),
    ("day 02:30", compare_dates),
    ("day 02:40", clear_messages),
    ("day 03:30", keep_no_longer), ("day 03:10", age_drafts), ("day 03:20", sso.rotate_when_due),
    ("day 02:50", measure_pace), ("day 03:15", age_runs),
    ("hour", forget_old_attempts), ("hour", forget_old_sittings), ("hour", sso.forget_old),
]
