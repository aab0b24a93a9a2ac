-- Routines that an earlier run of a script has left under the names of what CREATE OR REPLACE makes, or in the schema of a package, and that are none of
-- `kept`. Views that call one become invalid, what else needs it keeps it from being dropped.
CREATE FUNCTION ora.drop_other_routines(names text[], kept text[], package text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  old record;
BEGIN
  FOR old IN SELECT p.oid::regprocedure AS routine, n.nspname::text AS schema_name, p.proname::text AS name FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
                 WHERE (n.nspname || '.' || p.proname IN (SELECT array_to_string(parse_ident(name), '.') FROM unnest(names) AS name) OR n.nspname = package)
                   AND p.oid NOT IN (SELECT ora.routine_of(one) FROM unnest(kept) AS one WHERE ora.routine_of(one) IS NOT NULL)
                   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') LOOP
    PERFORM ora.invalidate_views_calling(old.schema_name, array[old.name]);
    EXECUTE format('drop routine %s', old.routine);
  END LOOP;
END
$$;
