"""Who was registered under another spelling of his name (a private code point, a wide letter) is found by it, too."""

from django.db import migrations

from tongban.engines.codes import names
from tongban.kernel.crypto import blind_index


def index_again(apps, schema_editor):
    """A thousand at a time; again is the same as once."""
    person, last = apps.get_model("identity", "Person"), None
    while True:
        rows = person.objects.exclude(name_index="").order_by("pk").only("pk", "name", "name_index")
        some = list((rows if last is None else rows.filter(pk__gt=last))[:1000])
        if not some:
            return
        moved = [row for row in some if isinstance(row.name, str) and names.key(row.name) != row.name]
        for row in moved:
            row.name_index = blind_index(names.key(row.name), "identity.person.name")
        person.objects.bulk_update(moved, ["name_index"])
        last = some[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0014_posts_of_items'),
    ]

    operations = [migrations.RunPython(index_again, migrations.RunPython.noop)]
