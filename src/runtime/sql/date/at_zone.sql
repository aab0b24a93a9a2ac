-- The fields of an instant in a zone (AT TIME ZONE whose result is read as a TIMESTAMP).
-- Not parallel safe: a handler needs a sub-transaction.
CREATE FUNCTION ora.at_zone(d timestamptz, zone text) RETURNS timestamp LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  i interval := ora.zone_offset(zone);
BEGIN
  IF i IS NOT NULL THEN RETURN (d AT TIME ZONE 'UTC') + i; END IF;
  BEGIN
    RETURN d AT TIME ZONE trim(zone);
  EXCEPTION
    WHEN invalid_parameter_value THEN PERFORM ora.date_error(1882);
  END;
  RETURN NULL;
END
$$;
