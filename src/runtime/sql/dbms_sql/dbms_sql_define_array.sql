-- DBMS_SQL.DEFINE_ARRAY: FETCH_ROWS fetches CNT rows at a time, whose values COLUMN_VALUE puts into the array from LOWER_BND on.
-- (PL/SQL Packages and Types Reference, "DBMS_SQL", DEFINE_ARRAY)

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_number_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_varchar2_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_date_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_clob_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_raw_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_blob_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_timestamp_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_binary_float_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_binary_double_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_timestamp_with_time_zone_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_timestamp_with_ltz_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_interval_day_to_second_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;

CREATE PROCEDURE ora.dbms_sql_define_array(c integer, "position" integer, variable ora.dbms_sql_interval_year_to_month_table, cnt integer, lower_bnd integer)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_define_batch(c, "position", cnt, lower_bnd);
END
$$;
