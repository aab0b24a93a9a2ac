-- DBMS_SQL.FETCH_ROWS: 1 and the next row, or 0. ORA-01002 when the cursor was not executed.
CREATE FUNCTION ora.dbms_sql_fetch_rows(c integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  fetched text[];
BEGIN
  IF jsonb_typeof(cursor_state -> 'types') IS DISTINCT FROM 'array' THEN
    PERFORM ora.raise(1002);
  END IF;
  EXECUTE format('FETCH NEXT FROM %I', 'ora_sql_' || c) INTO fetched;
  IF fetched IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM ora.state_set('dbms_sql_row:' || c, fetched::text);
  PERFORM ora.state_set('dbms_sql:row_count', (coalesce(ora.state_get('dbms_sql:row_count')::integer, 0) + 1)::text);
  RETURN 1;
END
$$;
