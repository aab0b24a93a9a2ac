-- UTL_ENCODE.TEXT_ENCODE: a text in a character set, as BASE64 (1). Quoted-printable (2, or none given) is not made here.
-- (PL/SQL Packages and Types Reference, "UTL_ENCODE")
CREATE FUNCTION ora.utl_encode_text_encode(buf text, encode_charset text DEFAULT NULL, encoding integer DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF encoding IS DISTINCT FROM 1 THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 UTL_ENCODE.TEXT_ENCODE makes BASE64 only: UTL_ENCODE.BASE64 as third argument';
  END IF;
  RETURN nullif(convert_from(ora.utl_encode_base64_encode(ora.utl_i18n_string_to_raw(buf, encode_charset)), 'UTF8'), '');
END
$$;
