-- FROM_TZ(timestamp, zone), and a TIMESTAMP … AT TIME ZONE literal: the instant of these fields in that zone.
CREATE FUNCTION ora.from_tz(d timestamp, zone text) RETURNS timestamptz LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  i interval := ora.zone_offset(zone);
BEGIN
  IF i IS NOT NULL THEN RETURN (d - i) AT TIME ZONE 'UTC'; END IF;
  RETURN d AT TIME ZONE trim(zone);
EXCEPTION
  WHEN invalid_parameter_value THEN PERFORM ora.date_error(1882);
END
$$;
