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

-- The same for a column: ORA-12899, or ORA-22814 for what a constructor is given.
CREATE FUNCTION ora.fit_raw(value bytea, size integer, label text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(value) <= size OR value IS NULL THEN nullif(value, ''::bytea)
    WHEN label = 'type' THEN ora.raise(22814, 'attribute or element value is larger than specified in type', value)
    ELSE ora.raise(12899, format('value too large for column %s (actual: %s, maximum: %s)', ora.column_label(label), octet_length(value), size), value)
  END
$$;
