-- The types of a query's first columns with their precision, which nothing tells but a view that is made of it: it is there for as long as it is
-- looked at. NULL where PostgreSQL makes none.
CREATE FUNCTION ora.query_columns(query text, columns integer) RETURNS text[]
LANGUAGE plpgsql
AS $$
DECLARE
  types text[];
BEGIN
  EXECUTE format(E'create temporary view ora_query_columns as select %s from (%s\n) as q (%1$s)',
    (SELECT string_agg('c' || i, ', ') FROM generate_series(1, columns) AS i), regexp_replace(query, '\$\d+', 'null', 'g'));
  SELECT array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) INTO types
  FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = 'pg_temp.ora_query_columns'::regclass;
  RAISE EXCEPTION 'undone';
EXCEPTION WHEN OTHERS THEN
  RETURN types;
END
$$;
