-- UTL_ENCODE.BASE64_DECODE: line ends do not count.
CREATE FUNCTION ora.utl_encode_base64_decode(r bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT decode(translate(convert_from(r, 'UTF8'), E'\r\n', ''), 'base64')
$$;
