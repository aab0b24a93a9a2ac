-- CAST_TO_BINARY_FLOAT: the first four bytes as a number of IEEE 754; fewer are ORA-06502. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_to_binary_float(b bytea, byte_order numeric DEFAULT 1) RETURNS real
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  bits integer;
  exponent integer;
  mantissa integer;
BEGIN
  IF b = '' THEN
    RETURN NULL;
  END IF;
  IF octet_length(b) < 4 OR byte_order NOT IN (1, 2, 3) THEN
    RETURN ora.raise(6502, NULL, 0::real);
  END IF;
  b := substr(b, 1, 4);
  bits := ('x' || encode(CASE WHEN byte_order = 1 THEN b ELSE ora.utl_raw_reverse(b) END, 'hex'))::bit(32)::integer;
  exponent := (bits >> 23) & 255;
  mantissa := bits & 8388607;
  IF exponent = 255 THEN
    RETURN CASE WHEN mantissa > 0 THEN 'NaN' WHEN bits < 0 THEN '-Infinity' ELSE 'Infinity' END;
  END IF;
  IF exponent = 0 THEN
    exponent := 1;
  ELSE
    mantissa := mantissa + 8388608;
  END IF;
  -- Zero has no sign in Oracle.
  RETURN (mantissa * CASE WHEN bits < 0 THEN -power(2::double precision, exponent - 150) ELSE power(2::double precision, exponent - 150) END + 0)::real;
END
$$;
