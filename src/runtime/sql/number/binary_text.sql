-- Oracle's spelling of a floating-point number from C's, such as 1.50000000e+00 → 1.5E+000.
CREATE FUNCTION ora.binary_text(digits text, x double precision) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  parts text[];
BEGIN
  IF x = 'NaN' THEN RETURN 'Nan'; END IF;
  IF x = 'Infinity' THEN RETURN 'Inf'; END IF;
  IF x = '-Infinity' THEN RETURN '-Inf'; END IF;
  IF x = 0 THEN RETURN '0'; END IF;
  parts := regexp_match(digits, '^\s*(-?\d\.\d)(\d*)e([+-])(\d+)$');
  RETURN parts[1] || rtrim(parts[2], '0') || 'E' || parts[3] || lpad(parts[4], 3, '0');
END
$$;
