-- DBMS_SQL.DEFINE_COLUMN_CHAR: DEFINE_COLUMN for a CHAR variable.
CREATE PROCEDURE ora.dbms_sql_define_column_char(c integer, "position" integer, "column" text, column_size integer)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_sql_define_column(c, "position", "column", column_size);
END
$$;
