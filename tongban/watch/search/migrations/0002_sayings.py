from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_texts")]
    operations = [
        migrations.CreateModel(
            name="Saying",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.CharField(help_text="as it is compared", max_length=30)),
                ("place", models.CharField(help_text='"search" or "guide": where it was said', max_length=6)),
                ("day", models.DateField()),
                ("times", models.PositiveIntegerField(default=0, help_text="how often it was said")),
                ("missed", models.PositiveIntegerField(default=0, help_text="how often nothing was found")),
                ("followed", models.PositiveIntegerField(default=0, help_text="how often something found was opened")),
                ("nearly", models.JSONField(default=list, help_text="[[code, title]] of what it came nearest to, last")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("day", "said", "place"), name="saying_of_a_day")],
            },
        ),
    ]
