from django.urls import path

from tongban.doors.sso.views import asking, calling, leaving, mine, published, via

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
    path("login/via/<slug:code>/", via.begin, name="via"),
    path("login/via/<slug:code>/back/", via.back, name="via-back"),
    path("login/via/<slug:code>/keys.json", via.keys, name="via-keys"),
    path("login/link/", via.link, name="via-link"),
    path("account/links/", via.links, name="links"),
    path("account/links/<uuid:link>/end/", via.unlink, name="link-end"),
    path("account/systems/", mine.systems, name="systems"),
    path("account/systems/<uuid:grant>/end/", mine.end, name="system-end"),
]
