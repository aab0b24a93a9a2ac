-- DBMS_SQL.DEFINE_COLUMN: remembers the length a text is cut to. The type is that of the variable COLUMN_VALUE is given.
CREATE PROCEDURE ora.dbms_sql_define_column(c integer, "position" integer, "column" anyelement, column_size integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
BEGIN
  PERFORM ora.state_set('dbms_sql:' || c, jsonb_set(cursor_state, '{sizes}',
    coalesce(cursor_state -> 'sizes', '{}') || jsonb_build_object("position"::text, column_size))::text);
END
$$;
