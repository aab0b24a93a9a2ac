-- COPIES: n copies one after the other; ORA-06502 for NULL, for n below 1, and where the result is longer than a RAW can be.
-- (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_copies(b bytea, n numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF b IS NULL OR b = '' OR n IS NULL OR round(n) < 1 OR octet_length(b) * round(n) > 32767 THEN
    RETURN ora.raise(6502, NULL, b);
  END IF;
  RETURN decode(repeat(encode(b, 'hex'), round(n)::integer), 'hex');
END
$$;
