-- CAST_TO_BINARY_INTEGER: up to four bytes read in two's complement of 32 bits; byte order as in CAST_FROM_BINARY_INTEGER.
-- (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_to_binary_integer(b bytea, byte_order numeric DEFAULT 1) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  bytes bytea := CASE WHEN byte_order = 1 THEN b ELSE ora.utl_raw_reverse(b) END;
  n bigint := 0;
BEGIN
  IF b = '' THEN
    RETURN NULL;
  END IF;
  IF octet_length(b) > 4 OR byte_order NOT IN (1, 2, 3) THEN
    RETURN ora.raise(6502, NULL, 0);
  END IF;
  FOR i IN 0 .. octet_length(bytes) - 1 LOOP
    n := n * 256 + get_byte(bytes, i);
  END LOOP;
  RETURN CASE WHEN n > 2147483647 THEN n - 4294967296 ELSE n END;
END
$$;
