-- TO_YMINTERVAL: '[+|-] years-months' or ISO 8601 '[-]P[nY][nM]' (days and times of the ISO form are ignored).
-- (SQL Language Reference, "TO_YMINTERVAL")
CREATE FUNCTION ora.to_yminterval(s text) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  p text[];
  months numeric;
BEGIN
  IF s = '' THEN RETURN NULL; END IF;
  p := regexp_match(s, '^\s*([+-]?)\s*(\d{1,9})\s*-\s*(\d{1,2})\s*$');
  IF p IS NOT NULL THEN
    IF p[3]::integer > 11 THEN PERFORM ora.date_error(1843); END IF;
  ELSE
    p := regexp_match(trim(s), '^([+-]?)P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:\d{1,9}D)?(?:T.*)?$');
    IF p IS NULL OR trim(s) ~ 'P$' THEN PERFORM ora.date_error(1867); END IF;
  END IF;
  months := coalesce(p[2], '0')::numeric * 12 + coalesce(p[3], '0')::numeric;
  RETURN ora.numtoyminterval(CASE p[1] WHEN '-' THEN -months ELSE months END, 'MONTH');
END
$$;
