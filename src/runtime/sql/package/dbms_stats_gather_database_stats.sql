-- DBMS_STATS.GATHER_DATABASE_STATS: ANALYZE of each table that the user owns. (PL/SQL Packages and Types Reference, "DBMS_STATS")
CREATE PROCEDURE ora.dbms_stats_gather_database_stats(
  estimate_percent numeric DEFAULT NULL, block_sample boolean DEFAULT NULL, method_opt text DEFAULT NULL, degree numeric DEFAULT NULL,
  granularity text DEFAULT NULL, cascade boolean DEFAULT NULL, stattab text DEFAULT NULL, statid text DEFAULT NULL, options text DEFAULT NULL,
  statown text DEFAULT NULL, gather_sys boolean DEFAULT NULL, no_invalidate boolean DEFAULT NULL, gather_temp boolean DEFAULT NULL,
  gather_fixed boolean DEFAULT NULL, stattype text DEFAULT NULL, obj_filter_list text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  found regclass;
BEGIN
  FOR found IN
    SELECT c.oid FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'ora') AND n.nspname !~ '^pg_(toast|temp)'
      AND pg_has_role(c.relowner, 'USAGE')
    ORDER BY n.nspname, c.relname
  LOOP
    EXECUTE format('ANALYZE %s', found);
  END LOOP;
END
$$;
