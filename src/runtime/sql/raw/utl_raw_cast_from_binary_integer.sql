-- CAST_FROM_BINARY_INTEGER: four bytes in two's complement; byte order 1 is big-endian, 2 little-endian, 3 that of the machine, taken
-- as little-endian. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_from_binary_integer(n numeric, byte_order numeric DEFAULT 1) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  bytes bytea := int4send(n::integer);
BEGIN
  IF byte_order NOT IN (1, 2, 3) THEN
    RETURN ora.raise(6502, NULL, bytes);
  END IF;
  RETURN CASE WHEN byte_order = 1 THEN bytes ELSE ora.utl_raw_reverse(bytes) END;
END
$$;
