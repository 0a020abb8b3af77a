from django.apps import AppConfig


class Desk(AppConfig):
    name = "tongban.doors.desk"
    label = "desk"
