-- What is known of an open cursor; ORA-29471 when it is not open, ORA-01003 when parsed is asked for and nothing was parsed.
CREATE FUNCTION ora.dbms_sql_cursor(c integer, parsed boolean DEFAULT true) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.state_get('dbms_sql:' || c);
BEGIN
  IF cursor_state IS NULL THEN
    PERFORM ora.dbms_sql_deny();
  ELSIF parsed AND NOT cursor_state ? 'sql' THEN
    PERFORM ora.raise(1003, 'no statement parsed');
  END IF;
  RETURN cursor_state;
END
$$;
