-- DBMS_SQL.DEFINE_COLUMN: remembers the length a text is cut to, and of what kind the variable is that COLUMN_VALUE has to be given.
-- ORA-01007 where there is no such column.
CREATE PROCEDURE ora.dbms_sql_define_column(c integer, "position" integer, "column" anyelement, column_size integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_defined(c, "position");
BEGIN
  PERFORM ora.state_set('dbms_sql:' || c, (cursor_state || jsonb_build_object(
    'sizes', coalesce(cursor_state -> 'sizes', '{}') || jsonb_build_object("position"::text, column_size),
    'defined', coalesce(cursor_state -> 'defined', '{}') || jsonb_build_object("position"::text, ora.dbms_sql_category(pg_typeof("column")))))::text);
END
$$;
