-- DBMS_SQL.COLUMN_VALUE_LONG: a part of a LONG column of the row fetched last, from "offset" (0 is the first character), and its length.
CREATE PROCEDURE ora.dbms_sql_column_value_long(c integer, "position" integer, length integer, "offset" integer, INOUT value text, INOUT value_length integer)
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
BEGIN
  IF cursor_state -> 'types' ->> "position" - 1 IS NULL OR "position" < 1 THEN
    PERFORM ora.raise(1007);
  END IF;
  value := nullif(substr((ora.state_get('dbms_sql_row:' || c)::text[])["position"], "offset" + 1, length), '');
  value_length := coalesce(char_length(value), 0);
END
$$;
