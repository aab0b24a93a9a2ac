-- DBMS_SQL.FETCH_ROWS: 1 and the next row, or 0; with arrays defined, the number of rows fetched. ORA-01002 when the cursor was not executed.
CREATE FUNCTION ora.dbms_sql_fetch_rows(c integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  fetched text[];
  batch text[] := '{}';
  -- Each cursor counts its own rows: a query may run one of its own while it is fetched from.
  counted constant integer := coalesce(ora.state_get('dbms_sql_rows:' || c)::integer, 0);
BEGIN
  IF jsonb_typeof(cursor_state -> 'types') IS DISTINCT FROM 'array' THEN
    PERFORM ora.raise(1002);
  END IF;
  IF cursor_state ? 'batch' THEN
    cursor_state := cursor_state || jsonb_build_object('before', coalesce((cursor_state ->> 'before')::integer, 0)
      + coalesce(cardinality(ora.state_get('dbms_sql_row:' || c)::text[]), 0));
    WHILE cardinality(batch) < (cursor_state ->> 'batch')::integer LOOP
      fetched := ora.dbms_sql_next(c, cursor_state);
      EXIT WHEN fetched IS NULL;
      batch := array_append(batch, fetched::text);
    END LOOP;
    PERFORM ora.state_set('dbms_sql:' || c, cursor_state::text), ora.state_set('dbms_sql_row:' || c, batch::text),
      ora.state_set('dbms_sql_rows:' || c, (counted + cardinality(batch))::text),
      ora.state_set('dbms_sql:row_count', (counted + cardinality(batch))::text);
    RETURN cardinality(batch);
  END IF;
  fetched := ora.dbms_sql_next(c, cursor_state);
  IF fetched IS NULL THEN
    PERFORM ora.state_set('dbms_sql:row_count', counted::text);
    RETURN 0;
  END IF;
  PERFORM ora.state_set('dbms_sql_row:' || c, fetched::text), ora.state_set('dbms_sql_rows:' || c, (counted + 1)::text),
    ora.state_set('dbms_sql:row_count', (counted + 1)::text);
  RETURN 1;
END
$$;
