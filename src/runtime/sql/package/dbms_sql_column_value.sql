-- DBMS_SQL.COLUMN_VALUE: a column of the row fetched last, in the type of the variable. A text variable gets a number, date or RAW
-- as Oracle converts it. ORA-01007 when there is no such column.
CREATE PROCEDURE ora.dbms_sql_column_value(c integer, "position" integer, INOUT value anyelement)
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  type_name text := cursor_state -> 'types' ->> "position" - 1;
  size integer := cursor_state -> 'sizes' ->> "position"::text;
  result text;
BEGIN
  IF type_name IS NULL OR "position" < 1 THEN
    PERFORM ora.raise(1007);
  END IF;
  result := (ora.state_get('dbms_sql_row:' || c)::text[])["position"];
  IF pg_typeof(value) IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype) THEN
    result := CASE
      WHEN type_name ~ '^(numeric|integer|bigint|smallint)' THEN ora.number_text(result::numeric)
      WHEN type_name = 'timestamp(0) without time zone' OR type_name = 'timestamp without time zone' AND result !~ '\.' THEN ora.date_text(result::timestamp)
      WHEN type_name ~ '^timestamp.* without time zone$' THEN ora.timestamp_text(result::timestamp)
      WHEN type_name ~ '^timestamp.* with time zone$' THEN ora.timestamptz_text(result::timestamptz)
      WHEN type_name = 'bytea' THEN upper(substr(result, 3))
      ELSE result
    END;
    result := nullif(left(result, coalesce(size, 32767)), '');
  END IF;
  value := result;
END
$$;
