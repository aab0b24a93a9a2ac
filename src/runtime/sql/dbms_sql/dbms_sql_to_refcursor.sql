-- DBMS_SQL.TO_REFCURSOR: the query of an executed cursor number as a cursor variable; the number is closed. The query is executed anew.
CREATE FUNCTION ora.dbms_sql_to_refcursor(cursor_number integer) RETURNS refcursor
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(cursor_number);
  result refcursor;
BEGIN
  IF cursor_state ->> 'kind' <> 'query' OR cursor_state ->> 'types' IS NULL THEN
    PERFORM ora.raise(1001, 'invalid cursor');
  END IF;
  PERFORM ora.dbms_sql_reset(cursor_number), ora.state_clear('dbms_sql:' || cursor_number);
  OPEN result FOR EXECUTE ora.dbms_sql_bound(cursor_state ->> 'sql', coalesce(cursor_state -> 'binds', '{}'));
  RETURN result;
END
$$;
