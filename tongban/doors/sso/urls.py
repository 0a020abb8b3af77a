from django.urls import path

from tongban.doors.sso.views import asking, calling, leaving, mine, published

app_name = "sso"
urlpatterns = [
    path(".well-known/openid-configuration", published.configuration, name="configuration"),
    path("sso/keys.json", published.keys, name="keys"),
    path("sso/authorize/", asking.authorize, name="authorize"),
    path("sso/onward/", asking.onward, name="onward"),
    path("sso/consent/", asking.consent, name="consent"),
    path("sso/proof/", asking.proof, name="proof"),
    path("sso/par/", calling.par, name="par"),
    path("sso/token/", calling.token, name="token"),
    path("sso/userinfo/", calling.userinfo, name="userinfo"),
    path("sso/logout/", leaving.logout, name="logout"),
    path("sso/leave/", leaving.leave, name="leave"),
    path("account/systems/", mine.systems, name="systems"),
    path("account/systems/<uuid:grant>/end/", mine.end, name="system-end"),
]
