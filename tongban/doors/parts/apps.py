from django.apps import AppConfig


class Parts(AppConfig):
    name = "tongban.doors.parts"
    label = "parts"
