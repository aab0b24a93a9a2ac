-- The offset of a zone written as one ('+02:00', '-5:30'); NULL for a region's name. ORA-01874 and ORA-01875 beyond ±15:59.
-- PostgreSQL reads an offset in text with the opposite sign (POSIX), so it is never handed such a text.
CREATE FUNCTION ora.zone_offset(zone text) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  p text[] := regexp_match(zone, '^\s*([+-]?)(\d{1,2}):(\d{2})\s*$');
  i interval;
BEGIN
  IF p IS NULL THEN
    IF upper(trim(zone)) IN ('UTC', 'GMT', 'Z') THEN RETURN interval '0'; END IF;
    IF zone ~ '^\s*[+-]?\d' OR zone ~ '[+-]' AND zone !~* '^\s*etc/' AND zone !~ '/.*-[A-Za-z]' THEN PERFORM ora.date_error(1882); END IF;
    RETURN NULL;
  END IF;
  IF p[2]::integer > 15 THEN PERFORM ora.date_error(1874); END IF;
  IF p[3]::integer > 59 THEN PERFORM ora.date_error(1875); END IF;
  i := make_interval(hours => p[2]::integer, mins => p[3]::integer);
  RETURN CASE p[1] WHEN '-' THEN -i ELSE i END;
END
$$;
