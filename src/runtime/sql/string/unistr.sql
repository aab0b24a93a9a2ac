-- UNISTR: \XXXX is a UTF-16 code unit, \\ a backslash. (SQL Language Reference, "UNISTR")
CREATE FUNCTION ora.unistr(s text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF regexp_replace(s, '\\\\|\\[0-9A-Fa-f]{4}', '', 'g') ~ '\\' THEN
    RETURN ora.raise(30186, '''\'' must be followed by four hexadecimal characters or another ''\''', s);
  END IF;
  RETURN nullif(unistr(s), '');
END
$$;
