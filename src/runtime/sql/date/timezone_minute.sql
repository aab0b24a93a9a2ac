-- EXTRACT(TIMEZONE_MINUTE FROM instant AT TIME ZONE zone), with the sign of the offset.
CREATE FUNCTION ora.timezone_minute(d timestamptz, zone text) RETURNS numeric LANGUAGE sql STABLE STRICT AS $$
  SELECT mod(trunc(extract(epoch FROM ora.at_zone(d, zone) - (d AT TIME ZONE 'UTC')) / 60), 60)
$$;
