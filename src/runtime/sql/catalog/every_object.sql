-- The rows of DBA_OBJECTS. A function, since the plan of so long a query, in each of the views that ask for it, would be compiled by PostgreSQL's JIT for
-- seconds where it runs for milliseconds. (PostgreSQL manual, "When to JIT?")
CREATE FUNCTION ora.every_object() RETURNS TABLE (owner text, object_name text, subobject_name text, object_id numeric, data_object_id numeric, object_type text, created timestamp(0), last_ddl_time timestamp(0), "timestamp" text,
  status text, temporary text, generated text, secondary text, namespace numeric, edition_name text,
  sharing text, editionable text, oracle_maintained text, application text, default_collation text, duplicated text, sharded text, created_appid numeric, created_vsnid numeric, modified_appid numeric, modified_vsnid numeric)
LANGUAGE sql STABLE SET jit = off
AS $$
WITH RECURSIVE objects AS (
  SELECT ora.owner_name(n.nspname) AS owner, CASE WHEN c.relkind IN ('i', 'I') THEN ora.index_name(c.oid, c.relname) WHEN c.relkind = 'S' THEN ora.sequence_name(c.oid, c.relname) ELSE ora.oracle_name(c.relname) END AS name, NULL::text AS part, c.oid AS id,
    CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX'
      WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind,
    CASE WHEN c.relkind = 'v' AND ora.is_invalid_view(c.oid, true) THEN 'INVALID' ELSE 'VALID' END AS status, CASE WHEN c.relpersistence = 't' OR ora.is_temporary_table(coalesce((SELECT x.indrelid FROM pg_catalog.pg_index AS x WHERE x.indexrelid = c.oid), c.oid)) THEN 'Y' ELSE 'N' END AS temporary
  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 'c') AND NOT c.relispartition AND (c.relkind NOT IN ('i', 'I') OR ora.key_beside(c.oid) IS NULL) AND NOT ora.is_of_extension('pg_catalog.pg_class'::regclass, c.oid) AND NOT ora.is_of_extension('pg_catalog.pg_type'::regclass, c.reltype) AND ora.package_name(n.oid) IS NULL AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  -- Partitions of tables, and those of their LOCAL indexes, which bear the names of the tables'.
  SELECT ora.owner_name(n.nspname), ora.oracle_name(w.relname), ora.oracle_name(ora.partition_name(w.relname, c.relname)), c.oid, 'TABLE PARTITION', 'VALID', 'N'
  FROM pg_catalog.pg_inherits AS h
  JOIN pg_catalog.pg_class AS w ON w.oid = h.inhparent AND w.relkind = 'p' AND NOT w.relispartition
  JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = w.relnamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  SELECT ora.owner_name(n.nspname), ora.index_name(w.oid, w.relname), ora.oracle_name(ora.partition_name(tw.relname, tp.relname)), i.oid, 'INDEX PARTITION', 'VALID', 'N'
  FROM pg_catalog.pg_inherits AS h
  JOIN pg_catalog.pg_class AS w ON w.oid = h.inhparent AND w.relkind = 'I' AND NOT w.relispartition
  JOIN pg_catalog.pg_class AS i ON i.oid = h.inhrelid
  JOIN pg_catalog.pg_index AS xw ON xw.indexrelid = w.oid
  JOIN pg_catalog.pg_class AS tw ON tw.oid = xw.indrelid
  JOIN pg_catalog.pg_index AS xi ON xi.indexrelid = i.oid
  JOIN pg_catalog.pg_class AS tp ON tp.oid = xi.indrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = w.relnamespace
  WHERE ora.definition(tw.oid, 'local ' || w.relname) IS NOT NULL AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  SELECT DISTINCT ON (n.oid, f.proname, f.prokind) ora.owner_name(n.nspname), ora.oracle_name(f.proname), NULL, f.oid, CASE f.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, 'VALID', 'N'
  FROM pg_catalog.pg_proc AS f JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
  WHERE f.prorettype NOT IN ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype) AND ora.package_name(n.oid) IS NULL AND NOT ora.is_of_extension('pg_catalog.pg_proc'::regclass, f.oid) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)' AND NOT ora.is_second_entry(f.pronamespace, f.proname)
    -- Methods of a type are no objects, but its body is one.
    AND (NOT EXISTS (SELECT FROM pg_catalog.pg_type AS t WHERE t.typnamespace = f.pronamespace AND t.typtype IN ('c', 'd') AND starts_with(f.proname, t.typname || '__'))
      OR ora.is_own_routine(f.pronamespace, f.proname))
  UNION ALL
  SELECT ora.owner_name(n.nspname), ora.oracle_name(t.typname), NULL, NULL, 'TYPE BODY', 'VALID', 'N'
  FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid
  WHERE (t.typtype = 'd' OR c.relkind = 'c') AND ora.package_name(n.oid) IS NULL AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
    AND EXISTS (SELECT FROM pg_catalog.pg_proc AS f WHERE f.pronamespace = t.typnamespace AND starts_with(f.proname, t.typname || '__') AND NOT ora.is_own_routine(f.pronamespace, f.proname))
  UNION ALL
  SELECT ora.owner_name(n.nspname), ora.oracle_name(t.typname), NULL, t.oid, 'TYPE', 'VALID', 'N'
  FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
  WHERE t.typtype = 'd' AND ora.package_name(n.oid) IS NULL AND NOT ora.is_of_extension('pg_catalog.pg_type'::regclass, t.oid) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  SELECT ora.package_owner(n.oid), ora.package_name(n.oid), NULL, n.oid, k.kind, 'VALID', 'N'
  FROM pg_catalog.pg_namespace AS n, unnest(ARRAY['PACKAGE', 'PACKAGE BODY']) AS k(kind)
  WHERE ora.package_name(n.oid) IS NOT NULL AND NOT (k.kind = 'PACKAGE BODY' AND obj_description(n.oid, 'pg_namespace') LIKE '% without a body')
  UNION ALL
  -- The rows of a materialized view are in a table of its name.
  SELECT ora.owner_name(n.nspname), ora.oracle_name(c.relname), NULL, c.oid, 'TABLE', 'VALID', 'N'
  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind = 'm' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora')
  UNION ALL
  -- Of the sections of a compound trigger the first stands for all.
  SELECT ora.owner_name(n.nspname), ora.oracle_name(ora.trigger_name(g.tgname, f.proname)), NULL, g.oid, 'TRIGGER', 'VALID', 'N'
  FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_class AS c ON c.oid = g.tgrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid
  WHERE NOT g.tgisinternal AND g.tgname !~ '^__' AND g.tgname <> 'read_only' AND f.proname !~ '__(before_each_row|after_(each_row|statement)|instead_of_each_row|zzz_virtual)' AND g.tgparentid = 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  -- Triggers of a schema or of the database; DROP has one of its own beside that of the other commands.
  SELECT ora.owner_name(n.nspname), ora.oracle_name(regexp_replace(min(e.evtname), '^' || n.nspname || '__', '')), NULL, min(e.oid::bigint)::oid, 'TRIGGER', 'VALID', 'N'
  FROM pg_catalog.pg_event_trigger AS e JOIN pg_catalog.pg_proc AS f ON f.oid = e.evtfoid JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora')
  GROUP BY n.nspname, f.oid
  UNION ALL
  SELECT s.owner, s.synonym_name, NULL, NULL, 'SYNONYM', 'VALID', 'N' FROM ora.synonyms AS s
), invalid(owner, name, kind) AS (
  -- What needs an object that is not there, or is invalid itself. (Development Guide, "Schema Object Dependency")
  SELECT x.owner, x.name, x.type FROM ora.dependencies AS x
  WHERE (x.referenced_owner NOT IN ('SYS', 'PUBLIC') AND x.referenced_type <> 'COLUMN' AND NOT EXISTS (
    SELECT FROM objects AS o WHERE o.owner = x.referenced_owner AND o.name = x.referenced_name AND o.status = 'VALID'
      AND o.kind !~ '^(INDEX|TRIGGER|PARTITION)|BODY$')
    OR x.referenced_type = 'COLUMN' AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE NOT a.attisdropped AND a.attnum > 0 AND ora.owner_name(n.nspname) = x.referenced_owner
        AND ora.oracle_name(c.relname) || '.' || ora.oracle_name(a.attname) = x.referenced_name))
    -- Notes of an object stay when it is dropped.
    AND EXISTS (SELECT FROM objects AS o WHERE (o.owner, o.name, o.kind) = (x.owner, x.name, x.type))
  UNION
  SELECT x.owner, x.name, x.type
  FROM invalid AS i JOIN ora.dependencies AS x ON (x.referenced_owner, x.referenced_name, x.referenced_type) = (i.owner, i.name, i.kind)
)
SELECT d.owner, d.object_name, d.subobject_name, d.object_id, d.data_object_id, d.object_type, d.created, d.last_ddl_time, d.timestamp, d.status, d.temporary,
  d.generated, d.secondary,
  (CASE WHEN d.object_type LIKE 'INDEX%' THEN 4 WHEN d.object_type LIKE '% BODY' THEN 2 WHEN d.object_type = 'TRIGGER' THEN 3 WHEN d.object_type = 'MATERIALIZED VIEW' THEN 19 ELSE 1 END)::numeric AS namespace,
  NULL::text AS edition_name, 'NONE'::text AS sharing,
  CASE WHEN d.object_type ~ '^(VIEW|SYNONYM|PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE)' THEN 'Y' END AS editionable, 'N'::text AS oracle_maintained,
  'N'::text AS application,
  CASE WHEN d.object_type ~ '^(TABLE|VIEW|MATERIALIZED VIEW|PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE)$' THEN 'USING_NLS_COMP' END AS default_collation,
  'N'::text AS duplicated, 'N'::text AS sharded, NULL::numeric AS created_appid, NULL::numeric AS created_vsnid, NULL::numeric AS modified_appid,
  NULL::numeric AS modified_vsnid
FROM (
  SELECT o.owner, o.name, o.part, o.id::bigint::numeric, o.id::bigint::numeric, o.kind, NULL::timestamp(0), NULL::timestamp(0), NULL::text,
    CASE WHEN EXISTS (SELECT FROM invalid AS i WHERE (i.owner, i.name, i.kind) = (o.owner, o.name, o.kind)) THEN 'INVALID' ELSE o.status END, o.temporary,
    CASE WHEN o.kind LIKE 'INDEX%' AND o.name ~ '^SYS_C0' THEN 'Y' ELSE 'N' END, 'N'::text
  FROM (
    SELECT * FROM objects
    UNION ALL
    -- What was not understood is there, and invalid.
    SELECT e.owner, e.name, NULL, NULL, e.type, 'INVALID', 'N' FROM ora.compile_errors AS e
    WHERE e.sequence = 1 AND e.text ~ '^PLS-00103' AND NOT EXISTS (SELECT FROM objects AS o WHERE (o.owner, o.name, o.kind) = (e.owner, e.name, e.type))
  ) AS o
) AS d(owner, object_name, subobject_name, object_id, data_object_id, object_type, created, last_ddl_time, timestamp, status, temporary, generated, secondary)
$$;
