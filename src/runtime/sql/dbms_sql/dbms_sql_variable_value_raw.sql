-- DBMS_SQL.VARIABLE_VALUE_RAW: VARIABLE_VALUE for a RAW variable.
CREATE PROCEDURE ora.dbms_sql_variable_value_raw(c integer, name text, INOUT value bytea)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_sql_variable_value(c, name, value);
END
$$;
