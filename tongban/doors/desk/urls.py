from django.urls import path

from tongban.doors.desk.views import (
    accepting,
    again,
    cards,
    cases,
    concerns,
    correcting,
    credit,
    handing,
    intake,
    licences,
    newly,
    objections,
    overruling,
    papers,
    promises,
    real_names,
    requests,
    scanning,
    sealing,
    steps,
    tasks,
    turns,
    undoing,
    unmasking,
    worklist,
)
from tongban.doors.desk.views.around import consultation, recusal, sending_back, view, viewers
from tongban.doors.desk.views.batch import batch
from tongban.doors.desk.views.hotline import find as hotline
from tongban.doors.desk.views.hotline import show as hotline_case
from tongban.doors.desk.views.leave import end, leave
from tongban.doors.desk.views.phrasing import phrases, removal

app_name = "desk"

urlpatterns = [
    path("", worklist.home, name="home"),
    path("news/", worklist.news, name="news"),
    path("packages/<str:number>/", cases.run, name="run"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/acceptance/", accepting.acceptance, name="accept"),
    path("cases/<str:number>/gaps/", accepting.gaps, name="ask_for_more"),
    path("cases/<str:number>/non-acceptance/", accepting.non_acceptance, name="turn_away"),
    path("cases/<str:number>/correction/", correcting.correction, name="correct"),
    path("cases/<str:number>/collection/", handing.collection, name="hand_out"),
    *[
        path(f"cases/<str:number>/{noun}/", turns.turn, {"verb": verb}, name=verb)
        for verb, noun in {
            "no_permit": "no-permit", "not_ours": "not-ours", "pause": "pause", "resume": "resumption",
            "extend": "extension", "transfer": "transfer", "send_on": "sending-on", "terminate": "termination",
            "rectify": "rectification", "reopen": "reopening", "tell_hearing_right": "hearing-right",
            "call_hearing": "hearing-call", "hold_hearing": "hearing-record",
        }.items()
    ],
    path("cases/<str:number>/steps/<slug:step>/opinion/", steps.opinion, name="opinion"),
    path("cases/<str:number>/tasks/<uuid:task>/claim/", tasks.claim, name="claim"),
    path("cases/<str:number>/tasks/<uuid:task>/release/", tasks.release, name="release"),
    path("cases/<str:number>/tasks/<uuid:task>/hand-over/", tasks.hand_over, name="hand_over"),
    path("cases/<str:number>/materials/<slug:code>/<int:version>/<int:page>.jpg", papers.picture, name="picture"),
    path("notices/<uuid:notice>.pdf", papers.notice, name="notice"),
    path("cases/<str:number>/whole/", unmasking.unmask, name="unmask"),
    path("cases/<str:number>/finding/", overruling.overrule, name="overrule"),
    path("cases/<str:number>/again/<slug:kind>/<uuid:key>/", again.again, name="again"),
    path("cases/<str:number>/promises/<slug:code>/", promises.promise, name="promise"),
    path("credit/", credit.find, name="credit"),
    path("real-name/", real_names.confirm, name="real-name"),
    path("credit/bars/", credit.impose, name="impose"),
    path("credit/bars/<uuid:bar>/", credit.bar, name="bar"),
    path("concerns/<uuid:concern>/", concerns.concern, name="concern"),
    path("objections/<uuid:objection>/", objections.objection, name="objection"),
    path("cases/<str:number>/requests/<slug:code>/", requests.request_, name="request"),
    path("seals/", sealing.listed, name="seals"),
    path("seals/<slug:code>/revocation/", sealing.revoke, name="seal-revoke"),
    path("sealings/<uuid:sealing>/", sealing.settle, name="sealing"),
    path("sealings/<uuid:sealing>.pdf", sealing.paper, name="sealing-paper"),
    path("intake/", intake.receive, name="intake"),
    path("intake/<uuid:visit>/", intake.visit, name="visit"),
    path("intake/<uuid:visit>/end/", intake.end, name="visit-end"),
    path("intake/<uuid:visit>/start/", intake.start, name="intake-start"),
    path("intake/<uuid:visit>/screen/", intake.screen, name="screen"),
    path("intake/<uuid:visit>/<uuid:draft>/", intake.form, name="intake-form"),
    path("intake/<uuid:visit>/<uuid:draft>/materials/<slug:code>/", intake.paper, name="intake-paper"),
    path("intake/<uuid:visit>/<uuid:draft>/submission/", intake.hand_in, name="hand-in"),
    path("intake/<uuid:visit>/<uuid:draft>/done/", intake.done, name="intake-done"),
    path("scan/", scanning.scan, name="scan"),
    path("scan/<uuid:scan>/request/", scanning.ask, name="ask-for-data"),
    path("data-requests/", scanning.requests, name="data-requests"),
    path("scan/<uuid:scan>/", scanning.scanned, name="scanned"),
    path("licences/newly/", newly.newly, name="newly"),
    path("cases/<str:number>/return/", sending_back, name="send_back"),
    path("cases/<str:number>/recusal/", recusal, name="recuse"),
    path("cases/<str:number>/consultation/", consultation, name="consult"),
    path("cases/<str:number>/consultation/<uuid:consultation>/", view, name="view"),
    path("cases/<str:number>/cards/<uuid:card>/", cards.answer, name="card"),
    path("cases/<str:number>/undo/", undoing.undo, name="undo"),
    path("cases/<str:number>/viewers/", viewers, name="viewers"),
    path("hotline/", hotline, name="hotline"),
    path("hotline/<str:number>/", hotline_case, name="hotline-case"),
    path("batch/", batch, name="batch"),
    path("leave/", leave, name="leave"),
    path("leave/<uuid:delegation>/end/", end, name="end_leave"),
    path("phrases/", phrases, name="phrases"),
    path("phrases/<uuid:phrase>/removal/", removal, name="remove_phrase"),
    path("licences/", licences.find, name="licences"),
    *[
        path(f"licences/<uuid:licence>/{noun}/", licences.turn, {"noun": noun}, name=f"licence-{noun}")
        for noun in ("revocation", "withdrawal", "cancellation", "rectification")
    ],
]
