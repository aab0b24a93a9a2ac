-- DBMS_SQL.IS_OPEN.
CREATE FUNCTION ora.dbms_sql_is_open(c integer) RETURNS boolean
LANGUAGE sql
AS $$
  SELECT c IS NOT NULL AND ora.state_get('dbms_sql:' || c) IS NOT NULL
$$;
