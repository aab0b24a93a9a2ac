-- UTL_I18N.RAW_TO_NCHAR: the text that bytes are in a character set, without one in the national one, AL16UTF16; PostgreSQL has one type
-- for both kinds of text.
CREATE FUNCTION ora.utl_i18n_raw_to_nchar(data bytea, src_charset text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT ora.utl_i18n_raw_to_char(data, coalesce(nullif(src_charset, ''), 'AL16UTF16'))
$$;
