-- DBMS_SQL.DEFINE_COLUMN_RAW: DEFINE_COLUMN for a RAW variable.
CREATE PROCEDURE ora.dbms_sql_define_column_raw(c integer, "position" integer, "column" bytea, column_size integer)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_sql_define_column(c, "position", "column", column_size);
END
$$;
