-- The rows of DBA_PROCEDURES, a function for the same reason as those of DBA_OBJECTS (every_object.sql). What was noted of a routine or a package (argument_notes.sql) goes before what PostgreSQL knows of it.
CREATE FUNCTION ora.every_routine() RETURNS TABLE (owner text, object_name text, procedure_name text, object_id numeric, subprogram_id numeric, overload text, object_type text, aggregate text, pipelined text, impltypeowner text,
  impltypename text, parallel text, "interface" text, deterministic text, authid text, result_cache text, origin_con_id numeric, polymorphic text)
LANGUAGE sql STABLE SET jit = off
AS $$
WITH unit AS MATERIALIZED (
  SELECT o.owner, o.object_name, o.object_id, o.object_type FROM ora.dba_objects AS o WHERE o.object_type IN ('PACKAGE', 'PROCEDURE', 'FUNCTION', 'TYPE')
)
SELECT d.owner, d.object_name, d.procedure_name, d.object_id, d.subprogram_id, d.overload, d.object_type,
  CASE WHEN d.aggregate THEN 'YES' ELSE 'NO' END AS aggregate, CASE WHEN d.pipelined THEN 'YES' ELSE 'NO' END AS pipelined, NULL::text AS impltypeowner,
  NULL::text AS impltypename, NULL::text AS parallel, 'NO'::text AS interface, CASE WHEN d.deterministic THEN 'YES' ELSE 'NO' END AS deterministic, d.authid, NULL::text AS result_cache,
  0::numeric AS origin_con_id, NULL::text AS polymorphic
FROM (
  SELECT u.owner, u.object_name, CASE WHEN k.is_package THEN r.value ->> 'name' END, u.object_id, (r.value -> 'id')::numeric, r.value ->> 'overload', u.object_type,
    r.value ? 'deterministic', coalesce(r.value ->> 'authid', 'DEFINER'), r.value ? 'pipelined', r.value ? 'aggregate'
  FROM ora.argument_notes AS k
  JOIN unit AS u ON u.owner = k.owner AND u.object_name = k.name AND u.object_type IN ('PACKAGE', 'PROCEDURE', 'FUNCTION') AND k.is_package = (u.object_type = 'PACKAGE')
  CROSS JOIN LATERAL jsonb_array_elements(k.note) AS r(value)
  UNION ALL
  SELECT w.owner, w.object_name, w.procedure_name, w.object_id,
    CASE WHEN w.procedure_name IS NULL THEN 1 ELSE row_number() OVER (PARTITION BY w.owner, w.object_name, w.object_type ORDER BY w.routine) END::numeric,
    CASE WHEN w.procedure_name IS NOT NULL AND count(*) OVER same > 1 THEN (row_number() OVER (PARTITION BY w.owner, w.object_name, w.procedure_name ORDER BY w.routine))::text END,
    w.object_type, w.deterministic, w.authid, w.pipelined, w.aggregate
  FROM (
    SELECT u.owner, u.object_name, CASE u.object_type WHEN 'PACKAGE' THEN ora.oracle_name(f.proname) WHEN 'TYPE' THEN ora.oracle_name(f.method) END AS procedure_name, u.object_id, u.object_type,
      f.oid AS routine, f.provolatile = 'i' AS deterministic, CASE WHEN f.prosecdef THEN 'DEFINER' ELSE 'CURRENT_USER' END AS authid, f.proretset AS pipelined, f.prokind = 'a' AS aggregate
    FROM (
      SELECT f.oid, f.proname, f.prokind, f.provolatile, f.prosecdef, f.proretset, coalesce(ora.package_owner(n.oid), ora.owner_name(n.nspname)) AS owner, ora.package_name(n.oid) AS package_name, t.typname AS type_name,
        substr(f.proname, length(t.typname) + 3) AS method
      FROM pg_catalog.pg_proc AS f
      JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
      LEFT JOIN LATERAL (
        SELECT t.typname FROM pg_catalog.pg_type AS t
        WHERE t.typnamespace = f.pronamespace AND t.typtype IN ('c', 'd') AND starts_with(f.proname, t.typname || '__') AND NOT ora.is_own_routine(f.pronamespace, f.proname)
        ORDER BY length(t.typname) DESC LIMIT 1
      ) AS t ON true
      WHERE f.prokind IN ('f', 'p', 'a') AND f.prorettype NOT IN ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)' AND NOT ora.is_second_entry(f.pronamespace, f.proname)
    ) AS f
    JOIN unit AS u ON u.owner = f.owner AND u.object_name = coalesce(f.package_name, ora.oracle_name(coalesce(f.type_name, f.proname)))
      AND CASE WHEN f.package_name IS NOT NULL THEN u.object_type = 'PACKAGE' WHEN f.type_name IS NOT NULL THEN u.object_type = 'TYPE' ELSE u.object_type IN ('PROCEDURE', 'FUNCTION') END
    WHERE NOT EXISTS (SELECT FROM ora.argument_notes AS k WHERE k.owner = u.owner AND k.name = u.object_name AND k.is_package = (u.object_type = 'PACKAGE') AND u.object_type <> 'TYPE')
  ) AS w
  WINDOW same AS (PARTITION BY w.owner, w.object_name, w.procedure_name)
  UNION ALL
  SELECT u.owner, u.object_name, NULL, u.object_id, 0, NULL, 'PACKAGE', false, coalesce((SELECT k.note -> 0 ->> 'authid' FROM ora.argument_notes AS k WHERE k.owner = u.owner AND k.name = u.object_name AND k.is_package), 'DEFINER'), false, false
  FROM unit AS u WHERE u.object_type = 'PACKAGE'
) AS d(owner, object_name, procedure_name, object_id, subprogram_id, overload, object_type, deterministic, authid, pipelined, aggregate)
$$;
