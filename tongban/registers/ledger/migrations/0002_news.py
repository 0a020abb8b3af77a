"""Whoever writes a fact tells the live pages in the same statement: one round trip for both."""

from django.db import migrations

APPEND = """
create or replace function ledger_append(p_subject text, p_kind text, p_at timestamptz, p_principal text, p_line text)
returns bigint language plpgsql as $$
declare v_prev bytea; v_n integer; v_seq bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_subject, 42));
  select f.hash, f.n into v_prev, v_n from ledger_fact f where f.subject = p_subject order by f.n desc limit 1;
  v_prev := coalesce(v_prev, ''::bytea);
  v_n := coalesce(v_n, 0) + 1;
  insert into ledger_fact (subject, n, kind, at, principal, line, prev, hash)
  values (p_subject, v_n, p_kind, p_at, p_principal, p_line, v_prev,
          sha256(v_prev || convert_to(v_n::text || E'\\n' || p_line, 'UTF8')))
  returning seq into v_seq;
  {news}return v_seq;
end $$;
"""
# Ids only, never data; the channel is `kernel.live.CHANNEL`.
NEWS = "perform pg_notify('tongban_news', json_build_object('s', p_subject, 'n', v_seq)::text);\n  "


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_facts")]
    operations = [migrations.RunSQL(APPEND.replace("{news}", NEWS), APPEND.replace("{news}", ""))]
