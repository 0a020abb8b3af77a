"""The salt that hides a fact in the public log, kept apart so that it can be destroyed; signed heads are files now."""

from typing import ClassVar

from django.db import migrations, models

SALTS = """
create table ledger_salt (seq bigint primary key, salt bytea not null);
create function ledger_salt_kept() returns trigger language plpgsql as $$
begin raise exception 'a salt is never changed, only destroyed' using errcode = '42501'; end $$;
create trigger kept before update or truncate on ledger_salt for each statement execute function ledger_salt_kept();
drop table ledger_checkpoint;
"""
UNDO = """
drop table ledger_salt; drop function ledger_salt_kept;
create table ledger_checkpoint (position bigint primary key, head bytea not null, at timestamptz not null, signature bytea not null);
create trigger closed before update or delete or truncate on ledger_checkpoint for each statement execute function ledger_closed();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ledger", "0003_hush")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(SALTS, UNDO)],
            state_operations=[
                migrations.DeleteModel("Checkpoint"),
                migrations.CreateModel(
                    name="Salt",
                    fields=[
                        ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("salt", models.BinaryField()),
                    ],
                    options={"db_table": "ledger_salt"},
                ),
            ],
        )
    ]
