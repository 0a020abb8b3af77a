import django.db.models.deletion
from django.db import migrations, models

BEGINNING = ["varchar_pattern_ops", "int2_ops"]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("places", "0001_divisions_and_outlets")]
    operations = [
        migrations.CreateModel(
            name="StandardAddress",
            fields=[
                ("code", models.CharField(max_length=18, primary_key=True, serialize=False)),
                ("community", models.CharField(max_length=40)),
                ("road", models.CharField(max_length=40)),
                ("letters", models.CharField(help_text="initials of the road in pinyin", max_length=40)),
                ("house", models.PositiveSmallIntegerField()),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "indexes": [
                    models.Index(fields=["road", "house"], name="address_by_road", opclasses=BEGINNING),
                    models.Index(fields=["letters", "house"], name="address_by_letters", opclasses=BEGINNING),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("street", "road", "house"), name="one_house"),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9]{18}$")), name="address_code_of_digits"
                    ),
                ],
            },
        ),
    ]
