-- What PostgreSQL has for a part of an object now, as ora.definitions keeps it.
CREATE FUNCTION ora.definition_state(relation oid, part text) RETURNS text
LANGUAGE sql STABLE
-- Names are written in one way whoever asks.
SET search_path TO 'pg_catalog'
AS $$
  SELECT CASE regexp_replace(split_part(part, ' ', 1), '^(?:base|updatable|insertable|when|body|description)$', CASE WHEN part ~ '^(base|updatable|insertable)' THEN 'view' ELSE 'trigger' END)
    WHEN 'view' THEN (SELECT md5(ora.reloaded_text(pg_get_viewdef(c.oid))) FROM pg_catalog.pg_class AS c WHERE c.oid = relation AND c.relkind = 'v')
    WHEN 'type' THEN (SELECT format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation AND a.attname = substr(part, 6))
    WHEN 'place' THEN (SELECT a.attnum || ora.incarnation() FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation AND a.attname = substr(part, 7))
    WHEN 'default' THEN (
      SELECT ora.reloaded_text(pg_get_expr(d.adbin, d.adrelid)) FROM pg_catalog.pg_attrdef AS d JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
      WHERE d.adrelid = relation AND a.attname = substr(part, 9))
    WHEN 'check' THEN coalesce(
      (SELECT ora.reloaded_text(pg_get_expr(k.conbin, k.conrelid)) FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.conname = substr(part, 7)),
      (SELECT ora.reloaded_text(d.definition) FROM ora.disabled_constraints AS d WHERE d.relation = definition_state.relation AND d.name = substr(part, 7)))
    -- A trigger that is replaced is another one under its name.
    WHEN 'trigger' THEN (
      SELECT md5(string_agg(ora.reloaded_text(pg_get_triggerdef(g.oid)) || f.prosrc, ';' ORDER BY g.tgname))
      FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid
      WHERE g.tgrelid = relation AND NOT g.tgisinternal AND ora.trigger_name(g.tgname, f.proname) = substr(part, strpos(part, ' ') + 1))
    -- What is made anew is another constraint.
    WHEN 'novalidate' THEN coalesce(
      (SELECT k.oid FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.conname = substr(part, 12)),
      (SELECT x.indexrelid FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid WHERE x.indrelid = relation AND i.relname = substr(part, 12)))
      || ora.incarnation()
    WHEN 'index_name' THEN ora.index_state(relation, part)
    WHEN 'index_type' THEN ora.index_state(relation, part)
    WHEN 'visibility' THEN ora.index_state(relation, part)
    WHEN 'expression' THEN ora.index_state(relation, part)
    WHEN 'hidden' THEN ora.index_state(relation, part)
    ELSE ''
  END
$$;
