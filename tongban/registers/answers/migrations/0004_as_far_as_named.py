"""Who acts by a mandate that names data sees earlier answers only where it names them."""

from django.db import migrations

NAMED = """
alter policy person on answers_answer using (
  applicant = (select stand('applicant'))
  and ((select stand('data')) is null or 'own/answers' = any ((select stand_list('data'))::text[])));
"""
UNDO = "alter policy person on answers_answer using (applicant = (select stand('applicant')));"


class Migration(migrations.Migration):
    dependencies = [("answers", "0003_of_a_place")]
    operations = [migrations.RunSQL(NAMED, UNDO)]
