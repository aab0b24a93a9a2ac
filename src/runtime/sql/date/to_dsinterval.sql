-- TO_DSINTERVAL: '[+|-] days hh:mi:ss[.ff]' or ISO 8601 '[-]P[nD][T[nH][nM][n[.f]S]]'. (SQL Language Reference, "TO_DSINTERVAL")
CREATE FUNCTION ora.to_dsinterval(s text) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  p text[];
  seconds numeric;
BEGIN
  IF s = '' THEN RETURN NULL; END IF;
  -- Blanks are allowed between all elements of the SQL form.
  p := regexp_match(regexp_replace(s, '\s*([:.])\s*', '\1', 'g'), '^\s*([+-]?)\s*(\d{1,9})\s+(\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d{0,9})?)\s*$');
  IF p IS NOT NULL THEN
    IF p[3]::integer > 23 THEN PERFORM ora.date_error(1850); END IF;
    IF p[4]::integer > 59 THEN PERFORM ora.date_error(1851); END IF;
    IF p[5]::numeric >= 60 THEN PERFORM ora.date_error(1852); END IF;
  ELSE
    p := regexp_match(trim(s), '^([+-]?)P(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})S)?)?$');
    IF p IS NULL OR trim(s) ~ 'P$' THEN PERFORM ora.date_error(1867); END IF;
  END IF;
  seconds := coalesce(p[2], '0')::numeric * 86400 + coalesce(p[3], '0')::numeric * 3600 + coalesce(p[4], '0')::numeric * 60
    + coalesce(p[5], '0')::numeric;
  RETURN ora.numtodsinterval(CASE p[1] WHEN '-' THEN -seconds ELSE seconds END, 'SECOND');
END
$$;
