-- BIT_OR byte by byte; the rest of the longer value is appended as it is. Not strict: beside a constant that is NULL the
-- other argument is worked out, too. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_bit_or(a bytea, b bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  result bytea := CASE WHEN octet_length(a) > octet_length(b) THEN a ELSE b END;
BEGIN
  IF a IS NULL OR b IS NULL THEN
    RETURN NULL;
  END IF;
  FOR i IN 0 .. least(octet_length(a), octet_length(b)) - 1 LOOP
    result := set_byte(result, i, get_byte(a, i) | get_byte(b, i));
  END LOOP;
  RETURN result;
END
$$;
