-- DBMS_SQL.DEFINE_COLUMN_LONG: the column is read with COLUMN_VALUE_LONG. Raises where there is no such cursor or column.
CREATE PROCEDURE ora.dbms_sql_define_column_long(c integer, "position" integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_defined(c, "position");
END
$$;
