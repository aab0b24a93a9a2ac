-- EXTRACT(TIMEZONE_REGION FROM instant AT TIME ZONE zone): an offset is no region.
CREATE FUNCTION ora.timezone_region(d timestamptz, zone text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT CASE WHEN zone ~ '^\s*[+-]?\d' THEN 'UNKNOWN' ELSE trim(zone) END
$$;
