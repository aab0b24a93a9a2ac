-- PostgreSQL's name of a character set, or ASCII, CP437, UTF16 and UTF16LE, given by its Oracle number; 0 is the database's own. (Globalization Support Guide, NLS_CHARSET_ID)
CREATE FUNCTION ora.charset_of_csid(id numeric) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN CASE coalesce(id, 0)
    WHEN 0 THEN getdatabaseencoding() WHEN 1 THEN 'ASCII' WHEN 4 THEN 'CP437' WHEN 31 THEN 'LATIN1' WHEN 32 THEN 'LATIN2' WHEN 46 THEN 'LATIN9'
    WHEN 170 THEN 'WIN1250' WHEN 171 THEN 'WIN1251' WHEN 178 THEN 'WIN1252' WHEN 871 THEN 'UTF8' WHEN 873 THEN 'UTF8'
    WHEN 2000 THEN 'UTF16' WHEN 2002 THEN 'UTF16LE'
    ELSE ora.raise(1482, 'unsupported character set', NULL::text) END;
END
$$;
