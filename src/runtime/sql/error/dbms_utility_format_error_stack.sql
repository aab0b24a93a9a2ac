-- DBMS_UTILITY.FORMAT_ERROR_STACK in a handler: the message, up to 2000 characters, and a line end; NULL outside of a handler.
CREATE FUNCTION ora.dbms_utility_format_error_stack(e ora.err) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN e.sqlstate IS NOT NULL THEN left(
    CASE WHEN e.sqlstate LIKE 'OU%' THEN 'ORA-06510: PL/SQL: unhandled user-defined exception'
      ELSE ora.error_line(e.sqlstate, e.message, e.schema_name, e.table_name, e.column_name, e.constraint_name, e.context) END, 2000) || E'\n'
  END
$$;
