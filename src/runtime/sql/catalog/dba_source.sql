-- DBA_SOURCE: lines of routines, as PostgreSQL has them.
CREATE VIEW ora.dba_source (owner, name, type, line, text) AS
SELECT coalesce(ora.package_owner(n.oid), ora.owner_name(n.nspname)), coalesce(ora.package_name(n.oid), ora.oracle_name(f.proname)),
  CASE WHEN ora.package_name(n.oid) IS NOT NULL THEN 'PACKAGE BODY' WHEN f.prokind = 'p' THEN 'PROCEDURE'
    WHEN f.prorettype = 'pg_catalog.trigger'::regtype THEN 'TRIGGER' ELSE 'FUNCTION' END,
  row_number() OVER (PARTITION BY CASE WHEN ora.package_name(n.oid) IS NULL THEN f.oid ELSE n.oid END ORDER BY f.oid, l.ordinal)::numeric, l.line || E'\n'
FROM pg_catalog.pg_proc AS f
JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
CROSS JOIN LATERAL regexp_split_to_table(rtrim(pg_get_functiondef(f.oid), E'\n'), E'\n') WITH ORDINALITY AS l(line, ordinal)
WHERE f.prokind IN ('f', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)';

GRANT SELECT ON ora.dba_source TO PUBLIC;
