-- FROM_TZ(timestamp, zone), and a TIMESTAMP … AT TIME ZONE literal: the instant of these fields in that zone.
-- A time that clocks leave out is ORA-01878; of one that they show twice, the second.
-- Not parallel safe: a handler needs a sub-transaction.
CREATE FUNCTION ora.from_tz(d timestamp, zone text) RETURNS timestamptz LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  i interval := ora.zone_offset(zone);
  moment timestamptz;
BEGIN
  IF i IS NOT NULL THEN RETURN (d - i) AT TIME ZONE 'UTC'; END IF;
  BEGIN
    moment := d AT TIME ZONE trim(zone);
  EXCEPTION
    WHEN invalid_parameter_value THEN PERFORM ora.date_error(1882);
  END;
  IF moment AT TIME ZONE trim(zone) <> d THEN PERFORM ora.date_error(1878); END IF;
  RETURN moment;
END
$$;
