-- DBMS_SQL.BIND_ARRAY: the statement is executed once for each element from INDEX1 to INDEX2; with several arrays, as often as the shortest has elements.
-- (PL/SQL Packages and Types Reference, "DBMS_SQL", BIND_ARRAY)

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_number_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'numeric', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_varchar2_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'text', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_date_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'timestamp(0)', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_clob_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'text', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_raw_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'bytea', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_blob_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'bytea', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_timestamp_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'timestamp', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_binary_float_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'real', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_binary_double_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'double precision', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_timestamp_with_time_zone_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'timestamptz', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_timestamp_with_ltz_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'timestamptz', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_interval_day_to_second_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'interval', index1, index2);
END
$$;

CREATE PROCEDURE ora.dbms_sql_bind_array(c integer, name text, variable ora.dbms_sql_interval_year_to_month_table, index1 integer DEFAULT NULL, index2 integer DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_sql_bind_elements(c, name, (variable).k, (variable).v::text[], 'interval', index1, index2);
END
$$;
