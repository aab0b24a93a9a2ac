-- DBMS_SQL.COLUMN_VALUE_CHAR: COLUMN_VALUE for a CHAR variable, whose assignment pads with blanks.
CREATE PROCEDURE ora.dbms_sql_column_value_char(c integer, "position" integer, INOUT value text)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_sql_column_value(c, "position", value);
END
$$;
