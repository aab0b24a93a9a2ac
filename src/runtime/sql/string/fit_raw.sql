-- A value assigned to RAW(size): too long is ORA-06502. (PL/SQL Language Reference, "RAW and LONG RAW Variables")
CREATE FUNCTION ora.fit_raw(value bytea, size integer) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF octet_length(value) > size THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: raw variable length too long', value);
  END IF;
  RETURN nullif(value, ''::bytea);
END
$$;
