"""What follows from what. A reaction turns one fact into one verb of another room; twice is the same as once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tongban.journey.acceptance import close_acceptance, open_acceptance, owe_supplement, settle_supplement
from tongban.journey.clockwork import move_clocks, start_clocks, stop_clocks
from tongban.journey.concerns import assign_concern, close_concern, tell_of_concern
from tongban.journey.credentials import tell_of_request
from tongban.journey.credit import (
    answer_repair,
    bar_from_trust,
    enter_word,
    look_at_repair,
    tell_of_bar,
    tell_of_lifting,
    tell_of_refusal,
)
from tongban.journey.dates import let_dates_move, tell_of_date
from tongban.journey.desks import clear_returned, mark_silence
from tongban.journey.exchange import (
    ask_keeper,
    release_keeper,
    tell_wire_of_closing,
    tell_wire_of_return,
    tell_wire_of_step,
    tell_wire_of_turn,
)
from tongban.journey.families import tell_of_care
from tongban.journey.giving import finish_with_licence, finish_without_licence, invite_rating, issue_licence
from tongban.journey.leaving import end_visits, free_tasks
from tongban.journey.letters import close_letter, owe_answer, tell_of_letter
from tongban.journey.licences import (
    mark_unanswered,
    print_licence,
    seal_licence_decision,
    tell_of_cancelling,
    tell_of_deeming,
    tell_of_licence,
    tell_of_rectifying,
    tell_of_revocation,
    tell_of_withdrawal,
)
from tongban.journey.objections import ask_owner, close_objection, keep_answers, tell_of_answer, tell_of_draft
from tongban.journey.openings import ask_auditor, ask_watcher, release_auditor, release_watcher
from tongban.journey.packages import carry_on_run, share_supplement, tell_of_run
from tongban.journey.ratings import open_follow_up
from tongban.journey.reading import read_document
from tongban.journey.revisions import ask_second_person, make_findable, release_second_person
from tongban.journey.rulings import rule_at_once, tell_of_review
from tongban.journey.signin import send_phone_code, tell_of_sign_in, tell_of_word
from tongban.journey.sources import ask_offices, ask_person, end_authorisations
from tongban.journey.steps import close_hearing, drop_tasks, examine_anew, open_steps, prepare_hearing
from tongban.journey.supervision import ask_for_answer, card_for_decision, card_for_gaps, card_for_silence, close_answer
from tongban.journey.telling import seal_served_notice, send_text, tell_applicant
from tongban.journey.undertakings import (
    close_check,
    keep_word,
    let_promises_go,
    look_into_promises,
    pursue_broken,
    tell_of_broken,
    watch_over_promises,
    write_promises,
)
from tongban.journey.vetting import meet_malware
from tongban.journey.visits import send_assent_code, tell_of_visit
from tongban.kernel.facts import Fact
from tongban.registers.calendar import events as calendar
from tongban.registers.catalogue import events as published
from tongban.registers.credentials import events as credentials
from tongban.registers.credit import events as credit
from tongban.registers.exchange import events as exchange
from tongban.registers.identity import events as identity
from tongban.registers.knowledge import events as knowledge
from tongban.registers.licences import events as licences
from tongban.registers.mandates import events as mandates
from tongban.registers.newcomers import events as newcomers
from tongban.registers.openings import events as openings
from tongban.registers.signin import events as signin
from tongban.registers.sources import events as sources
from tongban.registers.vetting import events as vetting
from tongban.registers.visits import events as visits
from tongban.watch.messages import events as messages
from tongban.watch.ratings import events as ratings
from tongban.watch.supervision import events as supervision
from tongban.work.approvals import events as approvals
from tongban.work.cases import events as cases
from tongban.work.concerns import events as concerns
from tongban.work.letters import events as letters
from tongban.work.objections import events as objections
from tongban.work.packages import events as packages
from tongban.work.revisions import events as revisions
from tongban.work.rulings import events as rulings
from tongban.work.tasks import events as tasks
from tongban.work.undertakings import events as undertakings

WHEN: Mapping[type[Fact], Sequence[Callable[[Fact], object]]] = {
    # a case
    cases.MaterialGiven: [read_document],
    cases.CaseSubmitted: [tell_applicant, rule_at_once, open_acceptance, seal_served_notice, keep_answers],
    cases.CaseIncomplete: [tell_applicant, close_acceptance, owe_supplement, seal_served_notice, card_for_gaps],
    cases.CaseSupplied: [tell_applicant, settle_supplement, open_acceptance, share_supplement],
    cases.CaseAccepted: [
        tell_applicant, close_acceptance, open_steps, ask_offices, seal_served_notice, watch_over_promises
    ],
    cases.CaseDeemedAccepted: [
        tell_applicant, close_acceptance, open_steps, ask_offices, seal_served_notice, watch_over_promises,
        mark_silence, card_for_silence,
    ],
    cases.CaseCorrected: [tell_applicant], cases.CaseReturned: [tell_applicant, settle_supplement, seal_served_notice],
    cases.CaseTurnedAway: [tell_applicant, close_acceptance, seal_served_notice],
    cases.CasePaused: [tell_applicant, stop_clocks, seal_served_notice, tell_wire_of_turn],
    cases.CaseResumed: [tell_applicant, start_clocks, seal_served_notice, tell_wire_of_turn],
    cases.HearingAsked: [tell_applicant, stop_clocks, prepare_hearing, seal_served_notice],
    cases.HearingRightTold: [tell_applicant, seal_served_notice],
    cases.HearingCalled: [tell_applicant, seal_served_notice],
    cases.HearingHeld: [tell_applicant, close_hearing, start_clocks, seal_served_notice],
    cases.HearingGivenUp: [tell_applicant, close_hearing, start_clocks, seal_served_notice],
    cases.CaseHandedUp: [tell_applicant, seal_served_notice],
    cases.SiteVisitRecorded: [seal_served_notice], cases.ProcedureRecorded: [seal_served_notice],
    cases.CaseExtended: [tell_applicant, move_clocks, seal_served_notice, tell_wire_of_turn],
    cases.CaseTransferred: [
        tell_applicant, drop_tasks, examine_anew, open_acceptance, seal_served_notice, tell_wire_of_turn
    ],
    cases.CaseSentOn: [tell_applicant, drop_tasks, seal_served_notice, tell_wire_of_turn],
    cases.CaseTerminated: [tell_applicant, drop_tasks, seal_served_notice, tell_wire_of_turn],
    cases.CaseReopened: [tell_applicant, drop_tasks, examine_anew, open_steps, seal_served_notice, tell_wire_of_turn],
    cases.NoticeRectified: [tell_applicant, seal_served_notice],
    cases.CaseWithdrawn: [tell_applicant, drop_tasks, seal_served_notice, tell_wire_of_turn],
    cases.CaseDecided: [
        tell_applicant, drop_tasks, seal_served_notice, issue_licence, finish_without_licence, look_into_promises,
        tell_wire_of_turn, card_for_decision,
    ],
    cases.CaseClosed: [seal_served_notice, invite_rating, let_promises_go, carry_on_run, end_authorisations],
    cases.MaterialCameLater: [keep_word, read_document], cases.UndertakingServed: [seal_served_notice],
    packages.RunSubmitted: [tell_of_run], packages.BranchFiled: [tell_of_run], packages.BranchHeld: [tell_of_run],
    packages.BranchBarred: [tell_of_run, carry_on_run], packages.RunClosed: [tell_of_run, end_authorisations],
    cases.DraftExpiring: [tell_of_draft], cases.DraftTrashed: [tell_of_draft],
    packages.RunExpiring: [tell_of_draft], packages.RunTrashed: [tell_of_draft],
    calendar.HolidaysPublished: [let_dates_move], cases.CaseDateMoved: [tell_of_date],
    approvals.OpinionSentBack: [tell_wire_of_return], approvals.StepSettled: [open_steps],
    approvals.StepReturned: [clear_returned, open_steps],
    licences.LicenceIssued: [print_licence, tell_of_licence, finish_with_licence, carry_on_run],
    licences.LicenceRevoked: [tell_of_revocation, seal_licence_decision],
    licences.LicenceWithdrawn: [tell_of_withdrawal, seal_licence_decision],
    licences.LicenceCancelled: [tell_of_cancelling, finish_with_licence, seal_licence_decision],
    licences.LicenceRectified: [tell_of_rectifying, seal_licence_decision],
    licences.LicenceDeemedRenewed: [tell_of_deeming, mark_unanswered],
    sources.ConsentAsked: [ask_person], newcomers.PhoneCodeAsked: [send_phone_code],
    credentials.DataRequested: [tell_of_request], signin.SittingBegun: [tell_of_sign_in],
    visits.VisitBegun: [tell_of_visit], visits.AssentAsked: [send_assent_code], identity.FirstWordGiven: [tell_of_word],
    mandates.MandateAsked: [tell_of_care], mandates.MandateConfirmed: [tell_of_care],
    # what was taken on trust
    undertakings.UndertakingOpened: [write_promises], undertakings.UndertakingKept: [close_check, enter_word],
    undertakings.UndertakingBroken: [close_check, pursue_broken, tell_of_broken, enter_word, bar_from_trust],
    # how one has kept one's word
    credit.BarImposed: [tell_of_bar], credit.RepairAsked: [look_at_repair],
    credit.BarLifted: [answer_repair, tell_of_lifting],
    credit.RepairRefused: [answer_repair, tell_of_refusal],
    published.EditionPublished: [make_findable], published.ItemSuspended: [make_findable],
    published.ItemCancelled: [make_findable], published.ItemResumed: [make_findable],
    knowledge.PagePublished: [make_findable], knowledge.PageWithdrawn: [make_findable],
    revisions.RevisionSent: [ask_second_person], revisions.RevisionRecalled: [release_second_person],
    revisions.RevisionApproved: [release_second_person], revisions.RevisionSentBack: [release_second_person],
    # what a register says is objected to
    objections.ObjectionRaised: [ask_owner], objections.ObjectionAnswered: [close_objection, tell_of_answer],
    concerns.ConcernRaised: [assign_concern], concerns.ConcernAnswered: [close_concern, tell_of_concern],
    rulings.ReviewAnswered: [tell_of_review], letters.LetterWritten: [owe_answer, close_letter, tell_of_letter],
    # telling and listening
    ratings.RatingInvited: [tell_applicant], ratings.PoorRating: [open_follow_up],
    messages.MessageSent: [send_text], messages.MailboxAsked: [send_text],
    supervision.CardIssued: [ask_for_answer], vetting.MalwareFound: [meet_malware],
    supervision.CardAnswered: [close_answer], supervision.CardWithdrawn: [close_answer],
    openings.OpeningAsked: [ask_watcher], openings.OpeningGranted: [release_watcher],
    openings.OpeningRefused: [release_watcher], openings.OpeningEnded: [ask_auditor],
    openings.OpeningReviewed: [release_auditor],
    # a department's own system
    tasks.TaskOpened: [tell_wire_of_step], identity.OfficialDismissed: [free_tasks],
    tasks.TaskClosed: [tell_wire_of_closing], signin.SittingEnded: [end_visits],
    exchange.EventDead: [ask_keeper], exchange.ActQuarantined: [ask_keeper],
    exchange.EventResent: [release_keeper], exchange.EventDiscarded: [release_keeper],
    exchange.ActDismissed: [release_keeper], exchange.ActTriedAgain: [release_keeper],
}
