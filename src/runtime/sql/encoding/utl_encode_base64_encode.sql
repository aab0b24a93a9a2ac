-- UTL_ENCODE.BASE64_ENCODE: lines of 64 characters with CR LF between them.
CREATE FUNCTION ora.utl_encode_base64_encode(r bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT convert_to(regexp_replace(regexp_replace(translate(encode(r, 'base64'), E'\n', ''), '(.{64})', E'\\1\r\n', 'g'), '\r\n$', ''), 'UTF8')
$$;
