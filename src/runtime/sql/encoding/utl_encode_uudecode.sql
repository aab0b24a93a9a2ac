-- UTL_ENCODE.UUDECODE: the bytes of each line, as many as its first character says; the first and the last line may be missing.
-- (PL/SQL Packages and Types Reference, "UTL_ENCODE"; IEEE 1003.1, uuencode)
CREATE FUNCTION ora.utl_encode_uudecode(r bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT nullif(string_agg(substr(decode(
    translate(rpad(substr(line, 2), (size + 2) / 3 * 4, '`'),
      ' `!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_', 'AABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'),
    'base64'), 1, size), '' ORDER BY i), '')
  FROM string_to_table(translate(convert_from(r, 'UTF8'), E'\r', ''), E'\n') WITH ORDINALITY AS t(line, i)
  CROSS JOIN LATERAL (SELECT (ascii(line) - 32) & 63) AS s(size)
  WHERE line <> '' AND line !~ '^(begin .*|end)$' AND size > 0
$$;
