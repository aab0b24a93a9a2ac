-- The text that bytes are in a character set, by PostgreSQL's name of it, or ASCII, CP437, UTF16 and UTF16LE, which PostgreSQL does not have.
CREATE FUNCTION ora.from_charset(data bytea, charset text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE charset
    WHEN 'ASCII' THEN ora.from_ascii(data)
    WHEN 'UTF16' THEN unistr(regexp_replace(encode(data, 'hex'), '(.{2,4})', '\\\1', 'g'))
    WHEN 'UTF16LE' THEN unistr(regexp_replace(encode(data, 'hex'), '(..)(..)?', '\\\2\1', 'g'))
    WHEN 'CP437' THEN (
      SELECT string_agg(CASE WHEN get_byte(data, n) < 128 THEN chr(get_byte(data, n))
        ELSE substr(ora.cp437_upper(), get_byte(data, n) - 127, 1) END, '' ORDER BY n)
      FROM generate_series(0, octet_length(data) - 1) AS g(n)
    )
    ELSE convert_from(data, charset)
  END
$$;
