-- DBMS_SQL.LAST_ROW_COUNT: rows fetched so far, or rows of the last statement.
CREATE FUNCTION ora.dbms_sql_last_row_count() RETURNS integer
LANGUAGE sql
AS $$
  SELECT coalesce(ora.state_get('dbms_sql:row_count')::integer, 0)
$$;
