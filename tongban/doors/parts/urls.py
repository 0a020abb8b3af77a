from django.urls import path

from tongban.doors.parts.views import modes, signing

urlpatterns = [
    path("login/", signing.login_page, name="login"),
    path("logout/", signing.logout_now, name="logout"),
    path("modes/", modes.choose, name="modes"),
    path("elder/", modes.elder, name="elder"),
]
