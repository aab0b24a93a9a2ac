-- TIMESTAMP WITH TIME ZONE - the same: elapsed time as an INTERVAL DAY TO SECOND of 24-hour days.
CREATE FUNCTION ora.timestamptz_diff(a timestamptz, b timestamptz) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT justify_hours((a AT TIME ZONE 'UTC') - (b AT TIME ZONE 'UTC'))
$$;
