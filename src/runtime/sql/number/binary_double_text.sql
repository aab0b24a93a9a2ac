-- TO_CHAR(n) of BINARY_DOUBLE: 17 significant digits without trailing zeros, exponent of three digits; 0, Nan, Inf and -Inf by name.
-- (SQL Language Reference, "TO_CHAR (number)", "Floating-Point Numbers")
CREATE FUNCTION ora.binary_double_text(x double precision) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN ora.binary_text(to_char(x, '9.9999999999999999EEEE'), x);
END
$$;
