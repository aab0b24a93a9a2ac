-- SYSDATE: the time of day in the server's zone, to the second. Moves on within a transaction, as Oracle's does within a PL/SQL block.
CREATE FUNCTION ora.sysdate() RETURNS timestamp LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('second', clock_timestamp() AT TIME ZONE
    coalesce(nullif(current_setting('ora.server_timezone', true), ''), current_setting('log_timezone')))
$$;
