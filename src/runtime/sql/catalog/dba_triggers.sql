-- DBA_TRIGGERS: triggers; TRIGGER_BODY is the body of the trigger function where Oracle's has not been noted. A compound trigger is several here, of which the first stands for all.
CREATE VIEW ora.dba_triggers AS
SELECT d.owner, d.trigger_name, d.trigger_type, d.triggering_event, d.table_owner, d.base_object_type, d.table_name, d.column_name, d.referencing_names,
  d.when_clause, d.status, d.description, d.action_type, d.trigger_body, 'NO'::text AS crossedition, NULL::text AS before_statement, NULL::text AS before_row,
  NULL::text AS after_row, NULL::text AS after_statement, NULL::text AS instead_of_row, 'YES'::text AS fire_once, 'NO'::text AS apply_server_only
FROM (
  SELECT ora.owner_name(n.nspname), ora.oracle_name(ora.trigger_name(g.tgname, f.proname)),
    coalesce(ora.definition(c.oid, 'trigger ' || ora.trigger_name(g.tgname, f.proname)), CASE WHEN f.proname ~ '__before_statement$' THEN 'COMPOUND' WHEN g.tgtype & 64 <> 0 THEN 'INSTEAD OF' ELSE CASE WHEN g.tgtype & 2 <> 0 THEN 'BEFORE ' ELSE 'AFTER ' END
      || CASE WHEN g.tgtype & 1 <> 0 THEN 'EACH ROW' ELSE 'STATEMENT' END END),
    concat_ws(' OR ', CASE WHEN g.tgtype & 4 <> 0 THEN 'INSERT' END, CASE WHEN g.tgtype & 16 <> 0 THEN 'UPDATE' END, CASE WHEN g.tgtype & 8 <> 0 THEN 'DELETE' END,
      CASE WHEN g.tgtype & 32 <> 0 THEN 'TRUNCATE' END),
    ora.owner_name(n.nspname), CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, ora.oracle_name(c.relname), NULL::text, 'REFERENCING NEW AS ' || upper(coalesce(substring(t.description FROM '(?i)\mreferencing\s.*?\mnew\s+(?:as\s+|(?!as\s))"?(\w+)\M'), 'new'))
      || ' OLD AS ' || upper(coalesce(substring(t.description FROM '(?i)\mreferencing\s.*?\mold\s+(?:as\s+|(?!as\s))"?(\w+)\M'), 'old')),
    CASE WHEN t.condition IS NULL THEN substring(pg_get_triggerdef(g.oid) FROM ' WHEN \((.*)\) EXECUTE ') ELSE nullif(t.condition, '') END, CASE g.tgenabled WHEN 'D' THEN 'DISABLED' ELSE 'ENABLED' END,
    coalesce(t.description, pg_get_triggerdef(g.oid)), 'PL/SQL     '::text, coalesce(t.body, f.prosrc)
  FROM pg_catalog.pg_trigger AS g
  JOIN pg_catalog.pg_class AS c ON c.oid = g.tgrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid
  CROSS JOIN LATERAL (
    SELECT ora.definition(c.oid, 'when ' || ora.trigger_name(g.tgname, f.proname)) AS condition, ora.definition(c.oid, 'body ' || ora.trigger_name(g.tgname, f.proname)) AS body,
      ora.definition(c.oid, 'description ' || ora.trigger_name(g.tgname, f.proname)) AS description
  ) AS t
  WHERE NOT g.tgisinternal AND g.tgname !~ '^__' AND g.tgname <> 'read_only' AND f.proname !~ '__(before_each_row|after_(each_row|statement)|instead_of_each_row|zzz_virtual)' AND g.tgparentid = 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS d(owner, trigger_name, trigger_type, triggering_event, table_owner, base_object_type, table_name, column_name, referencing_names, when_clause, status, description, action_type, trigger_body);

GRANT SELECT ON ora.dba_triggers TO PUBLIC;
