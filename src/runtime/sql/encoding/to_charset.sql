-- Text as bytes of a character set, by PostgreSQL's name of it. ISO-8859-1 is made here: characters that it lacks become upside-down
-- question marks, as in Oracle, and PGlite, which has no conversion from UTF-8 to it, breaks down over convert_to.
CREATE FUNCTION ora.to_charset(data text, charset text) RETURNS bytea
LANGUAGE sql STABLE
AS $$
  SELECT CASE charset WHEN 'LATIN1' THEN
    decode((SELECT coalesce(string_agg(CASE WHEN ascii(c) < 256 THEN lpad(to_hex(ascii(c)), 2, '0') ELSE 'bf' END, '' ORDER BY n), '')
      FROM string_to_table(data, NULL) WITH ORDINALITY AS s(c, n)), 'hex')
  WHEN 'ASCII' THEN ora.to_ascii(data)
  WHEN 'UTF16' THEN ora.to_utf16(data)
  WHEN 'UTF16LE' THEN decode(regexp_replace(encode(ora.to_utf16(data), 'hex'), '(..)(..)', '\2\1', 'g'), 'hex')
  WHEN 'CP437' THEN
    decode((SELECT coalesce(string_agg(CASE WHEN ascii(c) < 128 THEN lpad(to_hex(ascii(c)), 2, '0')
        WHEN strpos(ora.cp437_upper(), c) > 0 THEN to_hex(127 + strpos(ora.cp437_upper(), c)) ELSE '3f' END, '' ORDER BY n), '')
      FROM string_to_table(data, NULL) WITH ORDINALITY AS s(c, n)), 'hex')
  WHEN 'WIN1252' THEN ora.to_single_bytes(data, charset)
  WHEN 'LATIN9' THEN ora.to_single_bytes(data, charset)
  ELSE convert_to(data, charset) END
  WHERE data IS NOT NULL
$$;
