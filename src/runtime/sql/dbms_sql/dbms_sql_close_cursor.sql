-- DBMS_SQL.CLOSE_CURSOR: the cursor number becomes NULL.
CREATE PROCEDURE ora.dbms_sql_close_cursor(INOUT c integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_cursor(c, false);
  PERFORM ora.dbms_sql_reset(c), ora.state_clear('dbms_sql:' || c);
  c := NULL;
END
$$;
