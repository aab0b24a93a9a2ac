-- UTL_RAW.CONVERT: bytes of one character set as those of another; names may have language and territory before them. ORA-06502 for NULL.
-- (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_convert(r bytea, to_charset text, from_charset text) RETURNS bytea
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF nullif(r, '') IS NULL OR nullif(to_charset, '') IS NULL OR nullif(from_charset, '') IS NULL THEN
    RETURN ora.raise(6502, NULL, r);
  END IF;
  RETURN ora.to_charset(ora.from_charset(r, ora.pg_charset(regexp_replace(from_charset, '^.*\.', ''))), ora.pg_charset(regexp_replace(to_charset, '^.*\.', '')));
END
$$;
