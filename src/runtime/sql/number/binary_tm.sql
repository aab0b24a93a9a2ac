-- TO_CHAR(n, 'TM9') of a floating-point number: its significant digits in fixed notation, or in scientific notation beyond 64 characters.
-- (SQL Language Reference, "Number Format Models", TM)
CREATE FUNCTION ora.binary_tm(x double precision) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  digits text := to_char(x, '9.9999999999999999EEEE');
  fixed text;
BEGIN
  IF x = 'NaN' OR abs(x) = 'Infinity' OR x = 0 THEN
    RETURN ora.binary_text(digits, x);
  END IF;
  fixed := regexp_replace(trim_scale(digits::numeric)::text, '^(-?)0\.', '\1.');
  RETURN CASE WHEN length(fixed) > 64 THEN regexp_replace(ora.binary_text(digits, x), '\.0E', 'E') ELSE fixed END;
END
$$;
