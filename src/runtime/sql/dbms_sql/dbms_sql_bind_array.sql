-- DBMS_SQL.BIND_ARRAY: the statement is executed once for each element from INDEX1 to INDEX2; with several arrays, as often as the shortest has elements.
-- (PL/SQL Packages and Types Reference, "DBMS_SQL", BIND_ARRAY)

-- @each table | element
-- @of number_table | numeric
-- @of varchar2_table | text
-- @of varchar2a | text
-- @of urowid_table | text
-- @of date_table | timestamp(0)
-- @of clob_table | text
-- @of raw_table | bytea
-- @of blob_table | bytea
-- @of timestamp_table | timestamp
-- @of binary_float_table | real
-- @of binary_double_table | double precision
-- @of timestamp_with_time_zone_table | timestamptz
-- @of timestamp_with_ltz_table | timestamptz
-- @of interval_day_to_second_table | interval
-- @of interval_year_to_month_table | interval
CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_{table}, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], '{element}', index1, index2);
END
$$;
