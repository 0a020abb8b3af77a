"""Sequences for the numbers people see: unique and rising, and nobody waits for anybody."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_rows")]
    operations = [
        migrations.RunSQL(
            "create sequence cases_number; create sequence cases_notice_number;",
            "drop sequence cases_number; drop sequence cases_notice_number;",
        )
    ]
