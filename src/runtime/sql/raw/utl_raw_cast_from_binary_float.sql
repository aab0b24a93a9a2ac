-- CAST_FROM_BINARY_FLOAT: the four bytes of IEEE 754; byte orders as in CAST_FROM_BINARY_INTEGER. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_from_binary_float(n real, byte_order numeric DEFAULT 1) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF byte_order NOT IN (1, 2, 3) THEN
    RETURN ora.raise(6502, NULL, ''::bytea);
  END IF;
  -- Oracle has no negative zero.
  RETURN CASE WHEN byte_order = 1 THEN float4send((n + 0)::real) ELSE ora.utl_raw_reverse(float4send((n + 0)::real)) END;
END
$$;
