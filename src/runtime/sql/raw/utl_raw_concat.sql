-- CONCAT of up to 12 values, NULLs passed over; ORA-06502 where the result is longer than a RAW can be. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_concat(VARIADIC parts bytea[]) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  result bytea := nullif((SELECT string_agg(p, ''::bytea ORDER BY i) FROM unnest(parts) WITH ORDINALITY u(p, i)), '');
BEGIN
  IF octet_length(result) > 32767 THEN
    RETURN ora.raise(6502, NULL, result);
  END IF;
  RETURN result;
END
$$;
