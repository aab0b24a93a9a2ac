-- DBMS_SQL.VARIABLE_VALUE_CHAR: VARIABLE_VALUE for a CHAR variable, whose assignment pads with blanks.
CREATE PROCEDURE ora.dbms_sql_variable_value_char(c integer, name text, INOUT value text)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_sql_variable_value(c, name, value);
END
$$;
