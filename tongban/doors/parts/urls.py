from django.urls import path

from tongban.doors.parts.views import modes, shell, signing

urlpatterns = [
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("worker.js", shell.worker, name="worker"),
    path("offline/", shell.offline, name="offline"),
    path("login/", signing.login_page, name="login"),
    path("logout/", signing.logout_now, name="logout"),
    path("modes/", modes.choose, name="modes"),
    path("elder/", modes.elder, name="elder"),
]
