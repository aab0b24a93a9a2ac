-- What is known of a cursor number, of which a column is defined: ORA-01007 where its query has no column at this place. They are
-- counted once for a statement.
CREATE FUNCTION ora.dbms_sql_defined(c integer, "position" integer) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  statement text := cursor_state ->> 'sql';
BEGIN
  IF cursor_state ->> 'kind' <> 'query' THEN
    RETURN cursor_state;
  END IF;
  IF NOT cursor_state ? 'width' THEN
    cursor_state := cursor_state || jsonb_build_object('width', coalesce(jsonb_array_length(nullif(cursor_state -> 'types', 'null')),
      ora.dbms_sql_width((SELECT string_agg(CASE WHEN t.bind IS NULL THEN t.piece ELSE 'NULL' END, '' ORDER BY t.ordinal) FROM ora.dbms_sql_tokens(statement) AS t))));
  END IF;
  IF "position" < 1 OR "position" > (cursor_state ->> 'width')::integer THEN
    PERFORM ora.raise(1007);
  END IF;
  RETURN cursor_state;
END
$$;
