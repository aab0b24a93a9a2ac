-- The character whose UTF-8 bytes are those of n. NUL, and what is no valid sequence, of which Oracle would make a broken text, raise
-- P0004.
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
  IF n < 1 OR encode(bytes, 'hex') !~ ('^([0-7].|c[2-9a-f][89ab].|d.[89ab].|e0[ab].[89ab].|e[1-9abcef]([89ab].){2}|ed[89].[89ab].'
      || '|f0[9ab].([89ab].){2}|f[1-3]([89ab].){3}|f48.([89ab].){2})$') THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP2302 CHR(' || n || ') is no character that a text of PostgreSQL holds';
  END IF;
  RETURN convert_from(bytes, 'UTF8');
END
$$;
