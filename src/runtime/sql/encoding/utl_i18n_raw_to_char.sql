-- UTL_I18N.RAW_TO_CHAR: the text that bytes are in a character set.
CREATE FUNCTION ora.utl_i18n_raw_to_char(data bytea, src_charset text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT nullif(ora.from_charset(data, ora.pg_charset(src_charset)), '')
$$;
