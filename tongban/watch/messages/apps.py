from django.apps import AppConfig


class Messages(AppConfig):
    name = "tongban.watch.messages"
    label = "inbox"  # django.contrib.messages has taken "messages"
    default_auto_field = "django.db.models.BigAutoField"
