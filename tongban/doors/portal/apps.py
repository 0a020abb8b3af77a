from django.apps import AppConfig


class Portal(AppConfig):
    name = "tongban.doors.portal"
    label = "portal"
