-- DBMS_SQL.EXECUTE_AND_FETCH: with exact, no row is ORA-01403 and more than one ORA-01422.
CREATE FUNCTION ora.dbms_sql_execute_and_fetch(c integer, exact boolean DEFAULT false) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  fetched integer;
  first_row text;
BEGIN
  PERFORM ora.dbms_sql_execute(c);
  fetched := ora.dbms_sql_fetch_rows(c);
  IF exact THEN
    IF fetched = 0 THEN
      PERFORM ora.raise(1403);
    END IF;
    first_row := ora.state_fetch('dbms_sql_row:' || c);
    IF ora.dbms_sql_fetch_rows(c) = 1 THEN
      PERFORM ora.raise(1422);
    END IF;
    PERFORM ora.state_set('dbms_sql_row:' || c, first_row);
  END IF;
  RETURN fetched;
END
$$;
