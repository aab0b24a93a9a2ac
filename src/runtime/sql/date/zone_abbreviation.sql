-- What a region calls its time at an instant, as CET or CEST: PostgreSQL says it of the session's zone only.
CREATE FUNCTION ora.zone_abbreviation(d timestamptz, zone text) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  kept text := current_setting('TimeZone');
  result text;
BEGIN
  PERFORM set_config('TimeZone', zone, true);
  result := to_char(d, 'TZ');
  PERFORM set_config('TimeZone', kept, true);
  RETURN result;
END
$$;
