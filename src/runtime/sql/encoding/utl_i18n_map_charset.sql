-- UTL_I18N.MAP_CHARSET: Oracle's name of a character set as IANA's (flag 0) or the other way (flag 1); NULL for a name that is not known.
CREATE FUNCTION ora.utl_i18n_map_charset(charset text, context integer DEFAULT 0, flag integer DEFAULT 0) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE flag WHEN 0 THEN m.iana ELSE m.oracle END
  FROM (VALUES ('AL32UTF8', 'UTF-8'), ('US7ASCII', 'US-ASCII'), ('WE8ISO8859P1', 'ISO-8859-1'), ('EE8ISO8859P2', 'ISO-8859-2'), ('WE8ISO8859P15', 'ISO-8859-15'),
    ('WE8MSWIN1252', 'Windows-1252'), ('EE8MSWIN1250', 'Windows-1250'), ('CL8MSWIN1251', 'Windows-1251'), ('JA16SJIS', 'Shift_JIS'), ('ZHS16GBK', 'GBK'),
    ('AL16UTF16', 'UTF-16BE')) AS m(oracle, iana)
  WHERE upper(charset) = upper(CASE flag WHEN 0 THEN m.oracle ELSE m.iana END)
$$;
