-- TO_CHAR(instant AT TIME ZONE zone, fmt): by the fields of that zone, which a timestamptz itself would not keep.
CREATE FUNCTION ora.to_char_at(d timestamptz, zone text, fmt text, nls text DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  local timestamp := ora.at_zone(d, zone);
  seconds integer := extract(epoch FROM local - (d AT TIME ZONE 'UTC'))::integer;
BEGIN
  IF d IS NULL OR zone IS NULL OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  RETURN ora.datetime_text(local, fmt, ora.nls_date_language(nls), seconds,
    CASE WHEN zone ~ '^\s*[+-]?\d' THEN ora.offset_text(seconds) ELSE zone END,
    CASE WHEN fmt ~* 'tzd' AND zone !~ '^\s*[+-]?\d' THEN ora.zone_abbreviation(d, zone) END);
END
$$;
