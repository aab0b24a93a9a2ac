-- TO_CHAR(n) of BINARY_FLOAT: 9 significant digits without trailing zeros, exponent of three digits.
CREATE FUNCTION ora.binary_float_text(x real) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN ora.binary_text(to_char(x::double precision, '9.99999999EEEE'), x);
END
$$;
