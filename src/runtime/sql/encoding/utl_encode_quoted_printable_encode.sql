-- UTL_ENCODE.QUOTED_PRINTABLE_ENCODE: bytes that are no printable ASCII, and = itself, as =XX; CR LF ends a line, and lines are broken after 75 characters.
-- (PL/SQL Packages and Types Reference, "UTL_ENCODE"; RFC 2045, 6.7)
CREATE FUNCTION ora.utl_encode_quoted_printable_encode(r bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  size integer := length(r);
  result text := '';
  line text := '';
  piece text;
  i integer := 0;
  byte integer;
BEGIN
  WHILE i < size LOOP
    byte := get_byte(r, i);
    i := i + 1;
    IF byte = 13 AND i < size AND get_byte(r, least(i, size - 1)) = 10 THEN
      result := result || line || E'\r\n';
      line := '';
      i := i + 1;
      CONTINUE;
    END IF;
    -- A blank may not be the last of a line.
    piece := CASE WHEN byte BETWEEN 33 AND 126 AND byte <> 61
        OR byte IN (9, 32) AND i < size AND get_byte(r, least(i, size - 1)) <> 13 THEN chr(byte)
      ELSE '=' || lpad(upper(to_hex(byte)), 2, '0') END;
    IF length(line) + length(piece) > 75 THEN
      result := result || line || E'=\r\n';
      line := '';
    END IF;
    line := line || piece;
  END LOOP;
  RETURN convert_to(result || line, 'UTF8');
END
$$;
