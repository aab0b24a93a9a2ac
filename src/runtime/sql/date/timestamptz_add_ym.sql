-- TIMESTAMP WITH TIME ZONE + INTERVAL YEAR TO MONTH: by the fields in the session's zone.
CREATE FUNCTION ora.timestamptz_add_ym(d timestamptz, i interval) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ora.add_ym(d::timestamp, i)::timestamptz
$$;
