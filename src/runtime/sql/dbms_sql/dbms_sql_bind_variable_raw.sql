-- DBMS_SQL.BIND_VARIABLE_RAW: BIND_VARIABLE of a RAW value.
CREATE PROCEDURE ora.dbms_sql_bind_variable_raw(c integer, name text, value bytea, out_value_size integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_sql_bind_variable(c, name, value, out_value_size);
END
$$;
