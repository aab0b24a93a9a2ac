-- Closes the portal of a cursor number, if it has one, and forgets the row fetched last.
CREATE FUNCTION ora.dbms_sql_reset(c integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  portal text := coalesce(ora.state_get('dbms_sql:' || c)::jsonb ->> 'portal', 'ora_sql_' || c);
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_cursors AS p WHERE p.name = portal) THEN
    EXECUTE format('CLOSE %I', portal);
  END IF;
  PERFORM ora.state_clear('dbms_sql_row:' || c), ora.state_clear('dbms_sql_rows:' || c);
END
$$;
