-- How many columns a query has: it is asked for more than there can be. NULL where PostgreSQL does not understand it.
CREATE FUNCTION ora.dbms_sql_width(query text) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format(E'SELECT FROM (%s\n) AS q(%s) LIMIT 0', query, (SELECT string_agg('c' || i, ', ') FROM generate_series(1, 1600) AS i));
  RETURN NULL;
EXCEPTION
  WHEN invalid_column_reference THEN
    RETURN substring(SQLERRM FROM '[^0-9]([0-9]+) [^0-9"]*1600');
  WHEN OTHERS THEN
    RETURN NULL;
END
$$;
