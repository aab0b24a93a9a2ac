-- CAST_TO_BINARY_DOUBLE: the first eight bytes as a number of IEEE 754; fewer are ORA-06502. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_to_binary_double(b bytea, byte_order numeric DEFAULT 1) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  bits bigint;
  exponent integer;
  mantissa bigint;
BEGIN
  IF b = '' THEN
    RETURN NULL;
  END IF;
  IF octet_length(b) < 8 OR byte_order NOT IN (1, 2, 3) THEN
    RETURN ora.raise(6502, NULL, 0::double precision);
  END IF;
  b := substr(b, 1, 8);
  bits := ('x' || encode(CASE WHEN byte_order = 1 THEN b ELSE ora.utl_raw_reverse(b) END, 'hex'))::bit(64)::bigint;
  exponent := (bits >> 52) & 2047;
  mantissa := bits & 4503599627370495;
  IF exponent = 2047 THEN
    RETURN CASE WHEN mantissa > 0 THEN 'NaN' WHEN bits < 0 THEN '-Infinity' ELSE 'Infinity' END;
  END IF;
  IF exponent = 0 THEN
    exponent := 1;
  ELSE
    mantissa := mantissa + 4503599627370496;
  END IF;
  -- Zero has no sign in Oracle.
  RETURN mantissa::double precision * CASE WHEN bits < 0 THEN -power(2::double precision, exponent - 1075) ELSE power(2::double precision, exponent - 1075) END + 0;
END
$$;
