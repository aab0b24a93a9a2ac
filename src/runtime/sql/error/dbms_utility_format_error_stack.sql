-- DBMS_UTILITY.FORMAT_ERROR_STACK in a handler: the message and a line end; NULL outside of a handler.
CREATE FUNCTION ora.dbms_utility_format_error_stack(e ora.err) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN e.sqlstate IS NOT NULL
    THEN CASE WHEN e.sqlstate LIKE 'OU%' THEN 'ORA-06510: PL/SQL: unhandled user-defined exception' ELSE ora.sqlerrm(e) END || E'\n'
  END
$$;
