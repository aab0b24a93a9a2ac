-- DBMS_MVIEW.REFRESH_DEPENDENT: the materialized views that read a table of the list themselves; `nested`, those that read them as well.
-- (PL/SQL Packages and Types Reference, "DBMS_MVIEW")
CREATE PROCEDURE ora.dbms_mview_refresh_dependent(
  OUT number_of_failures integer, list text, method text DEFAULT NULL, rollback_seg text DEFAULT NULL, refresh_after_errors boolean DEFAULT false,
  atomic_refresh boolean DEFAULT true, nested boolean DEFAULT false, out_of_place boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  views regclass[];
  name text;
  found regclass;
  masters oid[] := '{}';
BEGIN
  FOREACH name IN ARRAY string_to_array(list, ',') LOOP
    found := ora.relation_named(name);
    IF found IS NULL THEN
      PERFORM ora.raise(942, NULL);
    END IF;
    masters := masters || found::oid;
  END LOOP;
  views := ARRAY(
    WITH RECURSIVE reads AS (
      SELECT DISTINCT r.ev_class AS reader, d.refobjid AS master FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
      WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
    ), dependent AS (
      SELECT r.reader FROM reads AS r WHERE r.master = ANY (masters)
      UNION
      -- A plain view stands between as its query.
      SELECT r.reader FROM dependent AS d JOIN pg_catalog.pg_class AS c ON c.oid = d.reader JOIN reads AS r ON r.master = d.reader
      WHERE c.relkind = 'v' OR nested
    )
    SELECT c.oid::regclass FROM dependent AS d JOIN pg_catalog.pg_class AS c ON c.oid = d.reader AND c.relkind = 'm');
  CALL ora.refresh_all(views, refresh_after_errors, number_of_failures);
END
$$;
