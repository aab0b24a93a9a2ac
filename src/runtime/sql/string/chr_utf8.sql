-- The character whose UTF-8 bytes are those of n. What is no valid sequence raises 22021, where Oracle would make a broken text.
CREATE FUNCTION ora.chr_utf8(n numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  code bigint := n;
  bytes bytea := '';
BEGIN
  IF n < 0 OR n > 4294967295 THEN
    PERFORM ora.raise(1428, 'argument ''' || n || ''' is out of range');
  END IF;
  WHILE code > 0 LOOP
    bytes := set_byte('\x00'::bytea, 0, (code % 256)::integer) || bytes;
    code := code / 256;
  END LOOP;
  RETURN convert_from(bytes, 'UTF8');
END
$$;
