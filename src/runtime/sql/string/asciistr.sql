-- ASCIISTR: what is not ASCII becomes \XXXX in UTF-16, and so does a backslash. (SQL Language Reference, "ASCIISTR")
CREATE FUNCTION ora.asciistr(s text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  result text := '';
  c text;
  code integer;
BEGIN
  FOREACH c IN ARRAY regexp_split_to_array(s, '') LOOP
    code := ascii(c);
    result := result || CASE
      WHEN c = '\' THEN '\005C'
      WHEN code < 128 THEN c
      WHEN code < 65536 THEN '\' || upper(lpad(to_hex(code), 4, '0'))
      ELSE '\' || upper(to_hex(55296 + (code - 65536) / 1024)) || '\' || upper(to_hex(56320 + (code - 65536) % 1024))
    END;
  END LOOP;
  RETURN nullif(result, '');
END
$$;
