-- The text that bytes are in US7ASCII; bytes above 7F, of which no manual says what becomes of them, are refused.
CREATE FUNCTION ora.from_ascii(data bytea) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  characters text := convert_from(data, 'LATIN1');
BEGIN
  IF characters ~ '[^\x01-\x7f]' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 bytes above 7F are no characters of US7ASCII';
  END IF;
  RETURN characters;
END
$$;
