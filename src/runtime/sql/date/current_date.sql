-- CURRENT_DATE: a DATE (with time of day) in the session's zone.
CREATE FUNCTION ora.current_date() RETURNS timestamp LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('second', clock_timestamp()::timestamp)
$$;
