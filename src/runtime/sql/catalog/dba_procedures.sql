-- DBA_PROCEDURES: routines, one row each; those of a package under its name, and one row of the package itself.
CREATE VIEW ora.dba_procedures (owner, object_name, procedure_name, object_id, object_type, deterministic, authid) AS
SELECT coalesce(ora.package_owner(n.oid), ora.owner_name(n.nspname)), coalesce(ora.package_name(n.oid), ora.oracle_name(f.proname)), CASE WHEN ora.package_name(n.oid) IS NOT NULL THEN ora.oracle_name(f.proname) END, f.oid::bigint::numeric,
  CASE WHEN ora.package_name(n.oid) IS NOT NULL THEN 'PACKAGE' WHEN f.prokind = 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
  CASE f.provolatile WHEN 'i' THEN 'YES' ELSE 'NO' END, CASE WHEN f.prosecdef THEN 'DEFINER' ELSE 'CURRENT_USER' END
FROM pg_catalog.pg_proc AS f
JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
WHERE f.prokind IN ('f', 'p') AND f.prorettype NOT IN ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)' AND NOT ora.is_second_entry(f.pronamespace, f.proname)
UNION ALL
SELECT o.owner, o.object_name, NULL, o.object_id, 'PACKAGE', 'NO', 'DEFINER' FROM ora.dba_objects AS o WHERE o.object_type = 'PACKAGE';

GRANT SELECT ON ora.dba_procedures TO PUBLIC;
