-- DBMS_SQL.IS_OPEN: false for NULL only; any other number that is that of no open cursor is ORA-29471.
CREATE FUNCTION ora.dbms_sql_is_open(c integer) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  IF c IS NOT NULL THEN
    PERFORM ora.dbms_sql_cursor(c, false);
  END IF;
  RETURN c IS NOT NULL;
END
$$;
