-- UTL_I18N.STRING_TO_RAW: the bytes of a text in a character set.
CREATE FUNCTION ora.utl_i18n_string_to_raw(data text, dst_charset text DEFAULT NULL) RETURNS bytea
LANGUAGE sql STABLE
AS $$
  SELECT ora.to_charset(nullif(data, ''), ora.pg_charset(dst_charset))
$$;
