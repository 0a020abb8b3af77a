from django.apps import AppConfig


class SingleSignOn(AppConfig):
    name = "tongban.doors.sso"
    label = "sso_door"
