-- The rows of DBA_SOURCE, a function for the same reason as those of DBA_OBJECTS (every_object.sql).
CREATE FUNCTION ora.every_source_line() RETURNS TABLE (owner text, name text, type text, line numeric, text text)
LANGUAGE sql STABLE SET jit = off
AS $$
SELECT s.owner, s.name, s.type, l.ordinal::numeric, l.line || CASE WHEN l.ordinal < l.lines THEN E'\n' ELSE '' END
FROM ora.sources AS s
CROSS JOIN LATERAL (
  SELECT r.line, r.ordinal, count(*) OVER () AS lines FROM regexp_split_to_table(s.text, E'\n') WITH ORDINALITY AS r(line, ordinal)
) AS l
WHERE EXISTS (SELECT FROM ora.dba_objects AS o WHERE o.owner = s.owner AND o.object_name = s.name AND o.object_type = split_part(s.type, ' ', 1))
UNION ALL
SELECT f.owner, f.name, f.type, f.line, f.text FROM (
  SELECT coalesce(ora.package_owner(n.oid), ora.owner_name(n.nspname)) AS owner, coalesce(ora.package_name(n.oid), ora.oracle_name(f.proname)) AS name,
    CASE WHEN ora.package_name(n.oid) IS NOT NULL THEN 'PACKAGE BODY' WHEN f.prokind = 'p' THEN 'PROCEDURE'
      WHEN f.prorettype = 'pg_catalog.trigger'::regtype THEN 'TRIGGER' ELSE 'FUNCTION' END AS type,
    row_number() OVER (PARTITION BY CASE WHEN ora.package_name(n.oid) IS NULL THEN f.oid ELSE n.oid END ORDER BY f.oid, l.ordinal)::numeric AS line,
    l.line || E'\n' AS text
  FROM pg_catalog.pg_proc AS f
  JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
  CROSS JOIN LATERAL regexp_split_to_table(rtrim(pg_get_functiondef(f.oid), E'\n'), E'\n') WITH ORDINALITY AS l(line, ordinal)
  WHERE f.prokind IN ('f', 'p') AND NOT ora.is_of_extension('pg_catalog.pg_proc'::regclass, f.oid) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
) AS f
WHERE NOT EXISTS (SELECT FROM ora.sources)
$$;
