-- The bytes of CHR(n) in a database of character set AL32UTF8: n is those bytes read as one number, whether or not they are a character.
-- (SQL Language Reference, "CHR")
CREATE FUNCTION ora.chr_bytes(n numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  digits text;
BEGIN
  IF n < 0 OR n >= 4294967296 THEN
    PERFORM ora.raise(1426);
  END IF;
  digits := to_hex(trunc(n)::bigint);
  RETURN decode(repeat('0', length(digits) % 2) || digits, 'hex');
END
$$;
