"""Runs are numbered one after another; a number once given is not given again."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("packages", "0001_runs")]
    operations = [migrations.RunSQL("create sequence packages_number", "drop sequence packages_number")]
