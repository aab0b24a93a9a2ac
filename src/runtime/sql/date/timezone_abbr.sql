-- EXTRACT(TIMEZONE_ABBR FROM instant AT TIME ZONE zone): an offset has no abbreviation.
CREATE FUNCTION ora.timezone_abbr(d timestamptz, zone text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT CASE WHEN zone ~ '^\s*[+-]?\d' THEN 'UNK' ELSE ora.zone_abbreviation(d, trim(zone)) END
$$;
