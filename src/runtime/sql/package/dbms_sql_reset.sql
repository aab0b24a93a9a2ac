-- Closes the portal of a cursor number, if it has one, and forgets the row fetched last.
CREATE FUNCTION ora.dbms_sql_reset(c integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_cursors AS p WHERE p.name = 'ora_sql_' || c) THEN
    EXECUTE format('CLOSE %I', 'ora_sql_' || c);
  END IF;
  PERFORM ora.state_clear('dbms_sql_row:' || c);
END
$$;
