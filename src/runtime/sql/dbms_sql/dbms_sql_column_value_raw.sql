-- DBMS_SQL.COLUMN_VALUE_RAW: COLUMN_VALUE for a RAW variable.
CREATE PROCEDURE ora.dbms_sql_column_value_raw(c integer, "position" integer, INOUT value bytea)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_sql_column_value(c, "position", value);
END
$$;
