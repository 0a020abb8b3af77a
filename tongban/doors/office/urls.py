from django.urls import path

from tongban.doors.office.views import calendar, exchange, home, items, ledger, organisation, publishing, wordings

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("items/", items.listed, name="items"),
    path("items/<slug:code>/", items.one, name="item"),
    path("items/<slug:code>/editions/<int:number>/", items.edition, name="edition"),
    path("items/<slug:code>/changes/", items.changes, name="changes"),
    path("items/<slug:code>/state/", items.set_state, name="state"),
    path("publications/", publishing.begin, name="publish"),
    path("publications/check/", publishing.check, name="check"),
    path("publications/new/", publishing.publish, name="published"),
    path("wordings/", wordings.listed, name="wordings"),
    path("wordings/<slug:code>/", wordings.one, name="wording"),
    path("wordings/<slug:code>/versions/<int:number>/", wordings.version, name="wording-version"),
    path("wordings/<slug:code>/edit/", wordings.edit, name="wording-edit"),
    path("wordings/<slug:code>/check/", wordings.check, name="wording-check"),
    path("wordings/<slug:code>/published/", wordings.publish, name="wording-published"),
    path("wordings/<slug:code>/stepped-back/", wordings.step_back, name="wording-back"),
    path("wordings/<slug:code>/sample.pdf", wordings.sample, name="wording-sample"),
    path("calendar/", calendar.listed, name="calendar"),
    path("calendar/check/", calendar.check, name="calendar-check"),
    path("calendar/notices/", calendar.publish, name="calendar-published"),
    path("ledger/", ledger.recent, name="ledger"),
    path("ledger/<str:number>/", ledger.of_case, name="ledger-case"),
    path("exchange/", exchange.listed, name="exchange"),
    path("exchange/letters/<str:number>/", exchange.letter, name="exchange-letter"),
    path("exchange/arrivals/<str:number>/", exchange.arrival, name="exchange-arrival"),
    path("exchange/<slug:code>/state/", exchange.switch, name="exchange-switch"),
    path("organisation/", organisation.tree, name="organisation"),
]
