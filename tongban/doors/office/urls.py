from django.urls import path

from tongban.doors.office.views import home, items, ledger, organisation, publishing

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
    path("ledger/", ledger.recent, name="ledger"),
    path("ledger/<str:number>/", ledger.of_case, name="ledger-case"),
    path("organisation/", organisation.tree, name="organisation"),
]
