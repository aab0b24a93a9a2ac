-- REVERSE: bytes from last to first; ORA-06502 for NULL. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_reverse(b bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF b IS NULL OR b = '' THEN
    RETURN ora.raise(6502, NULL, b);
  END IF;
  RETURN (SELECT string_agg(substr(b, i, 1), ''::bytea ORDER BY i DESC) FROM generate_series(1, octet_length(b)) i);
END
$$;
