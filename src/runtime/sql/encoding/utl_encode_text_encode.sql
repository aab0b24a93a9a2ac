-- UTL_ENCODE.TEXT_ENCODE: a text in a character set, as BASE64 (1) or quoted-printable (2, or none given).
-- (PL/SQL Packages and Types Reference, "UTL_ENCODE")
CREATE FUNCTION ora.utl_encode_text_encode(buf text, encode_charset text DEFAULT NULL, encoding integer DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT nullif(convert_from(CASE WHEN encoding = 1 THEN ora.utl_encode_base64_encode(bytes) ELSE ora.utl_encode_quoted_printable_encode(bytes) END, 'UTF8'), '')
  FROM (SELECT ora.utl_i18n_string_to_raw(buf, encode_charset)) AS given(bytes)
$$;
