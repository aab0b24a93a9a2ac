-- SESSIONTIMEZONE: the region as it was set, or an offset written +02:00 (PostgreSQL shows such a zone as <+02>-02).
-- A session that has set none has an offset in Oracle, that of the client's system; which region it lies in is not known, but for that of the server without one.
CREATE FUNCTION ora.sessiontimezone() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  zone text := current_setting('TimeZone');
  part text[] := regexp_match(zone, '^<([+-]\d\d)(?::?(\d\d))?>');
BEGIN
  IF part IS NOT NULL THEN RETURN part[1] || ':' || coalesce(part[2], '00'); END IF;
  IF zone ~ '^(Etc/)?(UTC|UCT|GMT)$' AND current_setting('ora.time_zone', true) IS DISTINCT FROM zone THEN RETURN '+00:00'; END IF;
  RETURN zone;
END
$$;
