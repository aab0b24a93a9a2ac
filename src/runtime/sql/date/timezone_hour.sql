-- EXTRACT(TIMEZONE_HOUR FROM instant AT TIME ZONE zone), with the sign of the offset. (SQL Language Reference, "EXTRACT (datetime)")
CREATE FUNCTION ora.timezone_hour(d timestamptz, zone text) RETURNS numeric LANGUAGE sql STABLE STRICT AS $$
  SELECT trunc(extract(epoch FROM ora.at_zone(d, zone) - (d AT TIME ZONE 'UTC')) / 3600)
$$;
