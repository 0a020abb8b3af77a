"""A task knows the item of the case it is about, for posts that are held to some."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0009_parties")]
    operations = [
        migrations.AddField(
            "task", "item",
            models.SlugField(
                max_length=80, blank=True, default="",
                help_text="of the case it is about: a post may be held to items",
            ),
            preserve_default=False,
        )
    ]
