-- DBMS_STATS.GATHER_TABLE_STATS: ANALYZE. How much is sampled PostgreSQL decides itself; the transaction is ended around it by the converted code.
-- (PL/SQL Packages and Types Reference, "DBMS_STATS")
CREATE PROCEDURE ora.dbms_stats_gather_table_stats(
  ownname text, tabname text, partname text DEFAULT NULL, estimate_percent numeric DEFAULT NULL, block_sample boolean DEFAULT NULL,
  method_opt text DEFAULT NULL, degree numeric DEFAULT NULL, granularity text DEFAULT NULL, cascade boolean DEFAULT NULL, stattab text DEFAULT NULL,
  statid text DEFAULT NULL, statown text DEFAULT NULL, no_invalidate boolean DEFAULT NULL, stattype text DEFAULT NULL, force boolean DEFAULT NULL,
  options text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  -- A table of the one owner stands in the default schema.
  found regclass := coalesce(
    to_regclass(CASE WHEN ownname <> '' THEN format('%I.%I', lower(ownname), lower(tabname)) END), to_regclass(quote_ident(lower(tabname))),
    to_regclass(quote_ident(tabname)));
BEGIN
  IF found IS NULL THEN
    CALL ora.raise_application_error(-20000, format('Unable to analyze TABLE "%s"."%s", insufficient privileges or does not exist',
      upper(coalesce(ownname, current_user)), upper(tabname)));
  END IF;
  EXECUTE format('ANALYZE %s', found);
END
$$;
