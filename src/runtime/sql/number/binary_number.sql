-- A floating-point number as NUMBER: its 17 or, of BINARY_FLOAT, 9 significant digits, as TO_CHAR shows them. What is too large becomes NUMBER's own infinity, '~'.
-- (SQL Language Reference, "NUMBER Data Type", "Floating-Point Numbers")
CREATE FUNCTION ora.binary_number(x double precision) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF x = 'NaN' THEN
    RETURN ora.raise(1426, NULL, 0::numeric);
  ELSIF abs(x) >= 1e126 THEN
    RETURN sign(x) * 'Infinity'::numeric;
  ELSIF abs(x) < 1e-130 THEN
    RETURN 0;
  END IF;
  RETURN trim_scale(to_char(x, '9.9999999999999999EEEE')::numeric);
END
$$;
CREATE FUNCTION ora.binary_number(x real) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF x = 'NaN' THEN
    RETURN ora.raise(1426, NULL, 0::numeric);
  ELSIF abs(x) = 'Infinity' THEN
    RETURN sign(x) * 'Infinity'::numeric;
  END IF;
  RETURN trim_scale(to_char(x::double precision, '9.99999999EEEE')::numeric);
END
$$;
