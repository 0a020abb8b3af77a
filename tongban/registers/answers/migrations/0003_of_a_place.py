from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("answers", "0002_second_wall")]
    operations = [
        migrations.AddField(
            "answer",
            "about",
            models.CharField(
                max_length=32, blank=True, default="", help_text="keyed digest of the place it is true of, if any"
            ),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("answer", "one_answer"),
        migrations.AddConstraint(
            "answer", models.UniqueConstraint(fields=["applicant", "element", "about"], name="one_answer")
        ),
    ]
