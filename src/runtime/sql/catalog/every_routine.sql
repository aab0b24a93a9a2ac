-- The rows of DBA_PROCEDURES, a function for the same reason as those of DBA_OBJECTS (every_object.sql).
CREATE FUNCTION ora.every_routine() RETURNS TABLE (owner text, object_name text, procedure_name text, object_id numeric, subprogram_id numeric, overload text, object_type text, aggregate text, pipelined text, impltypeowner text,
  impltypename text, parallel text, "interface" text, deterministic text, authid text, result_cache text, origin_con_id numeric, polymorphic text)
LANGUAGE sql STABLE SET jit = off
AS $$
SELECT d.owner, d.object_name, d.procedure_name, d.object_id,
  (CASE WHEN d.object_type <> 'PACKAGE' THEN 1 WHEN d.procedure_name IS NULL THEN 0 END)::numeric AS subprogram_id,
  CASE WHEN d.procedure_name IS NOT NULL AND count(*) OVER (PARTITION BY d.owner, d.object_name, d.procedure_name) > 1 THEN (row_number() OVER (PARTITION BY d.owner, d.object_name, d.procedure_name ORDER BY d.object_id))::text END AS overload,
  d.object_type, CASE WHEN d.aggregate THEN 'YES' ELSE 'NO' END AS aggregate, CASE WHEN d.pipelined THEN 'YES' ELSE 'NO' END AS pipelined, NULL::text AS impltypeowner,
  NULL::text AS impltypename, NULL::text AS parallel, 'NO'::text AS interface, d.deterministic, d.authid, NULL::text AS result_cache,
  0::numeric AS origin_con_id, NULL::text AS polymorphic
FROM (
  SELECT coalesce(ora.package_owner(n.oid), ora.owner_name(n.nspname)), coalesce(ora.package_name(n.oid), ora.oracle_name(f.proname)), CASE WHEN ora.package_name(n.oid) IS NOT NULL THEN ora.oracle_name(f.proname) END, f.oid::bigint::numeric,
    CASE WHEN ora.package_name(n.oid) IS NOT NULL THEN 'PACKAGE' WHEN f.prokind = 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
    CASE f.provolatile WHEN 'i' THEN 'YES' ELSE 'NO' END, CASE WHEN f.prosecdef THEN 'DEFINER' ELSE 'CURRENT_USER' END, f.proretset, f.prokind = 'a'
  FROM pg_catalog.pg_proc AS f
  JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
  WHERE f.prokind IN ('f', 'p', 'a') AND f.prorettype NOT IN ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)' AND NOT ora.is_second_entry(f.pronamespace, f.proname)
  UNION ALL
  SELECT o.owner, o.object_name, NULL, o.object_id, 'PACKAGE', 'NO', 'DEFINER', false, false FROM ora.dba_objects AS o WHERE o.object_type = 'PACKAGE'
) AS d(owner, object_name, procedure_name, object_id, object_type, deterministic, authid, pipelined, aggregate)
$$;
