-- The part of a RAW from a position on, to the end if no amount is given. (PL/SQL Packages, "UTL_RAW.SUBSTR")
CREATE FUNCTION ora.utl_raw_part(b bytea, start integer, amount integer) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  first integer := CASE WHEN start < 0 THEN octet_length(b) + 1 + start ELSE start END;
BEGIN
  IF b IS NULL OR b = '' OR start IS NULL THEN
    RETURN NULL;
  END IF;
  IF start = 0 OR first < 1 OR first > octet_length(b) OR amount < 1 OR amount > octet_length(b) - first + 1 THEN
    RETURN ora.raise(6502, NULL, b);
  END IF;
  RETURN CASE WHEN amount IS NULL THEN substr(b, first) ELSE substr(b, first, amount) END;
END
$$;
