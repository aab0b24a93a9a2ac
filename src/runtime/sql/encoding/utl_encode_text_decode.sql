-- UTL_ENCODE.TEXT_DECODE: the text behind BASE64 (1) or quoted-printable (2, or none given). (PL/SQL Packages and Types Reference, "UTL_ENCODE")
CREATE FUNCTION ora.utl_encode_text_decode(buf text, encode_charset text DEFAULT NULL, encoding integer DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT ora.utl_i18n_raw_to_char(CASE WHEN encoding = 1 THEN ora.utl_encode_base64_decode(convert_to(buf, 'UTF8'))
    ELSE ora.utl_encode_quoted_printable_decode(convert_to(buf, 'UTF8')) END, encode_charset)
$$;
