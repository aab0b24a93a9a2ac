-- NLS_CHARSET_ID: Oracle's number of a character set. The usual ones; any other is refused rather than taken for invalid.
-- (SQL Language Reference, "NLS_CHARSET_ID")
CREATE FUNCTION ora.nls_charset_id(name text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  id integer := CASE upper(name)
    WHEN 'US7ASCII' THEN 1
    WHEN 'US8PC437' THEN 4
    WHEN 'WE8ISO8859P1' THEN 31
    WHEN 'EE8ISO8859P2' THEN 32
    WHEN 'WE8ISO8859P15' THEN 46
    WHEN 'EE8MSWIN1250' THEN 170
    WHEN 'CL8MSWIN1251' THEN 171
    WHEN 'WE8MSWIN1252' THEN 178
    WHEN 'JA16SJIS' THEN 832
    WHEN 'UTF8' THEN 871
    WHEN 'AL32UTF8' THEN 873
    WHEN 'AL16UTF16' THEN 2000
    WHEN 'AL16UTF16LE' THEN 2002
    WHEN 'CHAR_CS' THEN 873
    WHEN 'NCHAR_CS' THEN 2000
    -- Oracle takes the first letters alone as well.
    WHEN 'C' THEN 873
    WHEN 'N' THEN 2000
  END;
BEGIN
  IF id IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP2131 the number of character set ' || name || ' is not known';
  END IF;
  RETURN id;
END
$$;
