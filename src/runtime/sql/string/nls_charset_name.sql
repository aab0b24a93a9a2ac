-- NLS_CHARSET_NAME: the name of the character set of a number. The usual ones; any other is refused rather than taken for invalid.
-- (SQL Language Reference, "NLS_CHARSET_NAME")
CREATE FUNCTION ora.nls_charset_name(id numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['US7ASCII', 'US8PC437', 'WE8ISO8859P1', 'EE8ISO8859P2', 'WE8ISO8859P15', 'EE8MSWIN1250', 'CL8MSWIN1251',
    'WE8MSWIN1252', 'JA16SJIS', 'UTF8', 'AL32UTF8', 'AL16UTF16', 'AL16UTF16LE'] LOOP
    IF ora.nls_charset_id(name) = trunc(id) THEN
      RETURN name;
    END IF;
  END LOOP;
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = format('OP2131 the name of character set %s is not known', id);
END
$$;
