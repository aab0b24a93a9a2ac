-- The text that bytes are in a character set, by PostgreSQL's name of it, or UTF16 and UTF16LE, which PostgreSQL does not have.
CREATE FUNCTION ora.from_charset(data bytea, charset text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE charset
    WHEN 'UTF16' THEN unistr(regexp_replace(encode(data, 'hex'), '(.{2,4})', '\\\1', 'g'))
    WHEN 'UTF16LE' THEN unistr(regexp_replace(encode(data, 'hex'), '(..)(..)?', '\\\2\1', 'g'))
    ELSE convert_from(data, charset)
  END
$$;
