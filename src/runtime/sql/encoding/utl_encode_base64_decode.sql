-- UTL_ENCODE.BASE64_DECODE: line ends do not count, and the signs that fill up the last group may be left out.
CREATE FUNCTION ora.utl_encode_base64_decode(r bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT decode(t.digits || repeat('=', (4 - length(t.digits) % 4) % 4), 'base64')
  FROM (SELECT translate(convert_from(r, 'UTF8'), E'\r\n\t ', '') AS digits) AS t
$$;
