-- ALTER … COMPILE: what it names has to be there; nothing is compiled ahead of time. (SQL Language Reference, "ALTER PROCEDURE", "ALTER VIEW"; Database Error
-- Messages, ORA-00942, ORA-04043, ORA-04080, ORA-12003)
CREATE FUNCTION ora.compiled(kind text, name text) RETURNS void
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  parts CONSTANT text[] := parse_ident(name);
  own CONSTANT text := parts[cardinality(parts)];
  home CONSTANT regnamespace := to_regnamespace(quote_ident(CASE WHEN cardinality(parts) > 1 THEN parts[1] ELSE current_schema() END));
BEGIN
  CASE kind
    WHEN 'view' THEN
      IF NOT EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = to_regclass(name) AND c.relkind = 'v') THEN
        PERFORM ora.raise(942);
      END IF;
    WHEN 'materialized view' THEN
      IF NOT EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = to_regclass(name) AND c.relkind = 'm') THEN
        PERFORM ora.raise(12003, format('materialized view or zonemap %s does not exist', ora.oracle_name(own)));
      END IF;
    WHEN 'procedure', 'function' THEN
      IF NOT EXISTS (SELECT FROM pg_catalog.pg_proc AS f WHERE f.pronamespace = home AND f.proname = own AND (f.prokind = 'p') = (kind = 'procedure')) THEN
        PERFORM ora.raise(4043, format('object %s does not exist', ora.oracle_name(own)));
      END IF;
    WHEN 'package' THEN
      IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.package_name(n.oid) = ora.oracle_name(own)) THEN
        PERFORM ora.raise(4043, format('object %s does not exist', ora.oracle_name(own)));
      END IF;
    WHEN 'trigger' THEN
      IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid
        WHERE NOT g.tgisinternal AND ora.trigger_name(g.tgname, f.proname) = own
      ) AND NOT EXISTS (SELECT FROM pg_catalog.pg_event_trigger AS e WHERE e.evtname ~ ('(^|__)' || own || '$')) THEN
        PERFORM ora.raise(4080, format('trigger ''%s'' does not exist', ora.oracle_name(own)));
      END IF;
    ELSE
      NULL;
  END CASE;
END
$$;
