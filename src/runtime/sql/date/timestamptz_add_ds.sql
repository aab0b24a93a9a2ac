-- TIMESTAMP WITH TIME ZONE + INTERVAL DAY TO SECOND: elapsed time, whatever the clocks do (PostgreSQL's days follow the session's zone).
CREATE FUNCTION ora.timestamptz_add_ds(d timestamptz, i interval) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ora.timestamp_add_ds(d AT TIME ZONE 'UTC', i) AT TIME ZONE 'UTC'
$$;
