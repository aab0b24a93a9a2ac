-- DBMS_MVIEW.REFRESH: each materialized view of a list with commas is filled anew. How (complete, fast, atomic) makes no difference
-- to its rows. The transaction is ended around it by the converted code. (PL/SQL Packages and Types Reference, "DBMS_MVIEW")
CREATE PROCEDURE ora.dbms_mview_refresh(
  list text, method text DEFAULT NULL, rollback_seg text DEFAULT NULL, push_deferred_rpc boolean DEFAULT NULL,
  refresh_after_errors boolean DEFAULT NULL, purge_option integer DEFAULT NULL, parallelism integer DEFAULT NULL,
  heap_size integer DEFAULT NULL, atomic_refresh boolean DEFAULT NULL, nested boolean DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  name text;
  found regclass;
BEGIN
  FOREACH name IN ARRAY string_to_array(list, ',') LOOP
    found := ora.relation_named(name);
    IF found IS NULL OR NOT EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = found AND c.relkind = 'm') THEN
      PERFORM ora.raise(23401, format('materialized view %s does not exist', upper(trim(name))));
    END IF;
    EXECUTE format('REFRESH MATERIALIZED VIEW %s', found);
  END LOOP;
END
$$;
