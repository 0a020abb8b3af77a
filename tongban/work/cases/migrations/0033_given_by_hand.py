from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0032_posts_of_items")]
    operations = [
        migrations.AddField(
            model_name="casematerial", name="by",
            field=models.TextField(
                blank=True, default="", help_text="whose hand gave it for the applicant; empty: he himself"
            ),
        ),
    ]
