from django.apps import AppConfig


class Readings(AppConfig):
    name = "tongban.registers.readings"
    label = "readings"
