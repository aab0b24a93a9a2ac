-- BIT_COMPLEMENT: every bit turned over. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_bit_complement(b bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  FOR i IN 0 .. octet_length(b) - 1 LOOP
    b := set_byte(b, i, 255 - get_byte(b, i));
  END LOOP;
  RETURN b;
END
$$;
