-- DBMS_MVIEW.REFRESH_ALL_MVIEWS: those that the user owns are filled anew; doing it for one that is up to date changes nothing.
-- (PL/SQL Packages and Types Reference, "DBMS_MVIEW")
CREATE PROCEDURE ora.dbms_mview_refresh_all_mviews(
  OUT number_of_failures integer, method text DEFAULT NULL, rollback_seg text DEFAULT NULL, refresh_after_errors boolean DEFAULT false,
  atomic_refresh boolean DEFAULT true, out_of_place boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  views regclass[];
BEGIN
  views := ARRAY(
    SELECT c.oid::regclass FROM pg_catalog.pg_class AS c WHERE c.relkind = 'm' AND pg_has_role(c.relowner, 'USAGE'));
  CALL ora.refresh_all(views, refresh_after_errors, number_of_failures);
END
$$;
