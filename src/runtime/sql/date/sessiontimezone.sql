-- SESSIONTIMEZONE: the region as it was set, or an offset written +02:00 (PostgreSQL shows such a zone as <+02>-02).
CREATE FUNCTION ora.sessiontimezone() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  zone text := current_setting('TimeZone');
  part text[] := regexp_match(zone, '^<([+-]\d\d)(?::?(\d\d))?>');
BEGIN
  IF part IS NULL THEN RETURN zone; END IF;
  RETURN part[1] || ':' || coalesce(part[2], '00');
END
$$;
