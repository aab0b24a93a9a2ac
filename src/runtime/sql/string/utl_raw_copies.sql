-- COPIES: n copies one after the other. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_copies(b bytea, n numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF n < 1 THEN
    RETURN ora.raise(6502, NULL, b);
  END IF;
  RETURN decode(repeat(encode(b, 'hex'), n::integer), 'hex');
END
$$;
