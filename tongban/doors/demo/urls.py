from django.urls import path

from tongban.doors.demo.views import anew, board, clock, papers, peek, sms, sources, wire

app_name = "demo"
urlpatterns = [
    path("", board.board, name="board"),
    path("walk/", board.walk, name="walk"),
    path("roles/<slug:key>/", board.enter, name="enter"),
    path("sms/", sms.inbox, name="sms"),
    path("sms/mode/", sms.set_mode, name="sms-mode"),
    path("wire/", wire.wire, name="wire"),
    path("wire/mode/", wire.set_mode, name="wire-mode"),
    path("sources/", sources.sources, name="sources"),
    path("sources/mode/", sources.set_mode, name="sources-mode"),
    path("clock/", clock.clock, name="clock"),
    path("papers/", papers.papers, name="papers"),
    path("papers/<slug:name>.jpg", papers.paper, name="paper"),
    path("peek/", peek.peek, name="peek"),
    path("anew/", anew.anew, name="anew"),
]
