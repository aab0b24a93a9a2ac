-- DBMS_UTILITY.GET_TIME: hundredths of a second from an arbitrary point, for differences only.
CREATE FUNCTION ora.dbms_utility_get_time() RETURNS numeric
LANGUAGE sql VOLATILE
AS $$
  SELECT floor(extract(epoch FROM clock_timestamp()) * 100) % 2147483648
$$;
