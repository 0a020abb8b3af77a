"""How far a company's people may use its licences (法人证照多级授权), and how the company itself wants it given."""

import django.db.models.deletion
from django.db import migrations, models

import tongban.kernel.ids

WALL = """
alter table mandates_licencerule enable row level security;
create policy platform on mandates_licencerule to tongban_worker using (true);
create policy person on mandates_licencerule to tongban_person using (
  organisation_id = any ((select organisations_of_who_asks())::uuid[]));
alter table mandates_licencegrant enable row level security;
create policy platform on mandates_licencegrant to tongban_worker using (true);
create policy person on mandates_licencegrant to tongban_person using (
  organisation_id = any ((select organisations_of_who_asks())::uuid[])
  or taker_firm_id = any ((select organisations_of_who_asks())::uuid[]));
"""
UNDO = """
drop policy person on mandates_licencerule; drop policy platform on mandates_licencerule;
drop policy person on mandates_licencegrant; drop policy platform on mandates_licencegrant;
alter table mandates_licencerule disable row level security;
alter table mandates_licencegrant disable row level security;
"""
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("mandates", "0004_data_named"), ("identity", "0011_who_left")]
    operations = [
        migrations.CreateModel(
            "LicenceRule",
            [
                ("organisation", models.OneToOneField(
                    "identity.Organisation", PROTECT, primary_key=True, related_name="+", serialize=False)),
                ("by_grant", models.BooleanField(default=False, help_text="only who was given a licence may use it")),
                ("second_yes", models.BooleanField(
                    default=False, help_text="what others than its head give waits for his yes")),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "LicenceGrant",
            [
                ("id", models.UUIDField(
                    primary_key=True, default=tongban.kernel.ids.uuid7, editable=False, serialize=False)),
                ("types", models.JSONField(help_text="codes of kinds of licences, at least one")),
                ("fields", models.JSONField(
                    default=list, help_text="codes of the only fields to be shown; none is no such limit")),
                ("pass_on", models.BooleanField(default=False, help_text="may give it on to those below")),
                ("given_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("agreed_by", models.CharField(max_length=60, blank=True, help_text="person/<id>")),
                ("ended_at", models.DateTimeField(null=True)),
                ("giver", models.ForeignKey("identity.Person", PROTECT, related_name="+")),
                ("organisation", models.ForeignKey("identity.Organisation", PROTECT, related_name="+")),
                ("parent", models.ForeignKey(
                    "mandates.LicenceGrant", PROTECT, null=True, related_name="+",
                    help_text="the grant it was given on from; none is the head's own word")),
                ("taker", models.ForeignKey("identity.Person", PROTECT, null=True, related_name="+")),
                ("taker_firm", models.ForeignKey("identity.Organisation", PROTECT, null=True, related_name="+")),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-given_at"], name="licence_grant_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(taker=None, taker_firm__isnull=False)
                        | models.Q(taker__isnull=False, taker_firm=None),
                        name="licence_grant_of_one_taker",
                    ),
                    models.CheckConstraint(condition=~models.Q(types=[]), name="licence_grant_of_types"),
                    models.CheckConstraint(
                        condition=models.Q(taker=None) | ~models.Q(taker=models.F("giver")),
                        name="licence_grant_of_two",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALL, UNDO),
    ]
