"""An official who is a party to a matter stays away from it by law."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0008_given_for_another")]
    operations = [
        migrations.AlterField(
            "recusal", "ground",
            models.CharField(
                choices=[
                    ("own", "本人申请回避"), ("head", "机关决定回避"), ("applicant", "利害关系人申请，机关决定回避"),
                    ("party", "本人是当事人，依法回避"),
                ],
                max_length=10,
            ),
        )
    ]
