from django.urls import path

from tongban.doors.portal.views import apply, cases, guide, home, licences, materials, papers, rate, services, space, submit, verify

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("services/", services.find, name="services"),
    path("services/<slug:code>/", guide.show, name="guide"),
    path("services/<slug:code>/start/", guide.start, name="start"),
    path("services/<slug:code>/files/<str:name>", guide.attachment, name="attachment"),
    path("apply/<uuid:draft>/", apply.tasks, name="apply"),
    path("apply/<uuid:draft>/p/<str:page>/", apply.page, name="page"),
    path("apply/<uuid:draft>/discard/", apply.discard, name="discard"),
    path("apply/<uuid:draft>/materials/", materials.show, name="apply-materials"),
    path("apply/<uuid:draft>/materials/<slug:code>/upload/", materials.upload, name="upload"),
    path("apply/<uuid:draft>/materials/<slug:code>/reuse/", materials.reuse, name="reuse"),
    path("apply/<uuid:draft>/materials/<slug:code>/remove/", materials.remove, name="remove"),
    path("apply/<uuid:draft>/check/", submit.check, name="check"),
    path("apply/<uuid:draft>/done/", submit.done, name="done"),
    path("my/", space.overview, name="my"),
    path("my/cases/", cases.listed, name="cases"),
    path("my/cases/<str:number>/", cases.show, name="case"),
    path("my/cases/<str:number>/supply/", cases.supply, name="supply"),
    path("my/cases/<str:number>/withdrawal/", cases.withdraw, name="withdraw"),
    path("my/notices/<uuid:notice>.pdf", papers.notice, name="notice"),
    path("my/licences/", licences.listed, name="licences"),
    path("my/licences/<uuid:licence>/", licences.show, name="licence"),
    path("my/licences/<uuid:licence>.pdf", papers.licence, name="licence-pdf"),
    path("my/messages/", space.messages, name="messages"),
    path("my/materials/", space.materials, name="my-materials"),
    path("my/materials/<uuid:material>/", papers.material, name="my-material"),
    path("identity/", space.identity, name="identity"),
    path("v/", verify.ask, name="verify"),
    path("v/<str:code>", verify.show, name="verified"),
    path("rate/<str:token>/", rate.rate, name="rate"),
    path("rate/<str:token>/thanks/", rate.thanks, name="thanks"),
]
