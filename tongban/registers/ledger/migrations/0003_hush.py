"""What may still be taken back is not told to live pages: the verb says so for its transaction (`kernel.grace`)."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("tongban.registers.ledger.migrations.0002_news")
HUSHED = "if coalesce(current_setting('tongban.hush', true), '') <> 'on' then " + BEFORE.NEWS.strip() + " end if;\n  "


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_news")]
    operations = [
        migrations.RunSQL(BEFORE.APPEND.replace("{news}", HUSHED), BEFORE.APPEND.replace("{news}", BEFORE.NEWS))
    ]
