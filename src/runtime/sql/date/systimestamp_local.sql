-- CAST(SYSTIMESTAMP AS TIMESTAMP), and SYSTIMESTAMP assigned to a TIMESTAMP: the fields in the server's zone.
CREATE FUNCTION ora.systimestamp_local() RETURNS timestamp LANGUAGE sql VOLATILE AS $$
  SELECT clock_timestamp() AT TIME ZONE
    coalesce(nullif(current_setting('ora.server_timezone', true), ''), current_setting('log_timezone'))
$$;
