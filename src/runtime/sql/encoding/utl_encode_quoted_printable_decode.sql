-- UTL_ENCODE.QUOTED_PRINTABLE_DECODE: =XX is a byte, = at the end of a line joins it with the next.
CREATE FUNCTION ora.utl_encode_quoted_printable_decode(r bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  given text := regexp_replace(convert_from(r, 'UTF8'), '=\r?\n', '', 'g');
  piece text[];
  result bytea := '';
BEGIN
  FOR piece IN SELECT regexp_matches(given, '(=[0-9A-Fa-f]{2}|=|[^=]+)', 'g') LOOP
    result := result || CASE WHEN piece[1] ~ '^=..' THEN decode(substr(piece[1], 2), 'hex') ELSE convert_to(piece[1], 'UTF8') END;
  END LOOP;
  RETURN result;
END
$$;
