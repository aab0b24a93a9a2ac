-- DBMS_SQL.BIND_ARRAY: the statement is executed once for each element from INDEX1 to INDEX2; with several arrays, as often as the shortest has elements.
-- (PL/SQL Packages and Types Reference, "DBMS_SQL", BIND_ARRAY)

-- @each table | element
-- @of number | numeric
-- @of varchar2 | text
-- @of date | timestamp(0)
-- @of clob | text
-- @of raw | bytea
-- @of blob | bytea
-- @of timestamp | timestamp
-- @of binary_float | real
-- @of binary_double | double precision
-- @of timestamp_with_time_zone | timestamptz
-- @of timestamp_with_ltz | timestamptz
-- @of interval_day_to_second | interval
-- @of interval_year_to_month | interval
CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_{table}_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], '{element}', index1, index2);
END
$$;
