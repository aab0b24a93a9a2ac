-- DBMS_SQL.DEFINE_ARRAY: FETCH_ROWS fetches CNT rows at a time, whose values COLUMN_VALUE puts into the array, of any of DBMS_SQL's types, from LOWER_BND on.
-- (PL/SQL Packages and Types Reference, "DBMS_SQL", DEFINE_ARRAY)
CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable anyelement, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;
