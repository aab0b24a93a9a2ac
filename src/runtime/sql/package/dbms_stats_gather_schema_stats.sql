-- DBMS_STATS.GATHER_SCHEMA_STATS: ANALYZE of each table of the schema. (PL/SQL Packages and Types Reference, "DBMS_STATS")
CREATE PROCEDURE ora.dbms_stats_gather_schema_stats(
  ownname text, estimate_percent numeric DEFAULT NULL, block_sample boolean DEFAULT NULL, method_opt text DEFAULT NULL, degree numeric DEFAULT NULL,
  granularity text DEFAULT NULL, cascade boolean DEFAULT NULL, stattab text DEFAULT NULL, statid text DEFAULT NULL, options text DEFAULT NULL,
  statown text DEFAULT NULL, no_invalidate boolean DEFAULT NULL, gather_temp boolean DEFAULT NULL, gather_fixed boolean DEFAULT NULL,
  stattype text DEFAULT NULL, force boolean DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  -- The one owner's tables stand in the default schema.
  schema regnamespace := coalesce(to_regnamespace(quote_ident(lower(ownname))), to_regnamespace(quote_ident(current_schema())));
  found regclass;
BEGIN
  FOR found IN SELECT c.oid FROM pg_catalog.pg_class AS c WHERE c.relnamespace = schema AND c.relkind IN ('r', 'p', 'm') ORDER BY c.relname LOOP
    EXECUTE format('ANALYZE %s', found);
  END LOOP;
END
$$;
