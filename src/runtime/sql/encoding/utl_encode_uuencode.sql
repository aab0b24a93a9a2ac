-- UTL_ENCODE.UUENCODE: lines of 45 bytes. The type says which lines go around them: 1 both, 2 the first, 3 none, 4 the last.
-- (PL/SQL Packages and Types Reference, "UTL_ENCODE"; IEEE 1003.1, uuencode)
CREATE FUNCTION ora.utl_encode_uuencode(r bytea, type integer DEFAULT 1, filename text DEFAULT NULL, permission text DEFAULT NULL) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT convert_to(
    CASE WHEN coalesce(type, 1) IN (1, 2) THEN 'begin ' || coalesce(permission, '0') || ' ' || coalesce(filename, 'uuencode.txt') || E'\r\n' ELSE '' END
    || (SELECT coalesce(string_agg(chr(32 + length(piece))
          || translate(translate(encode(piece || substr('\x0000'::bytea, 1, (3 - length(piece) % 3) % 3), 'base64'), E'\n', ''),
            'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', '`!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_')
          || E'\r\n', '' ORDER BY i), '')
        FROM generate_series(1, length(r), 45) AS i CROSS JOIN LATERAL (SELECT substr(r, i, 45)) AS p(piece))
    || CASE WHEN coalesce(type, 1) IN (1, 4) THEN E'`\r\nend\r\n' ELSE '' END, 'UTF8')
  WHERE r IS NOT NULL
$$;
