-- Text as bytes of US7ASCII. What that lacks becomes a letter that stands for it, or a question mark: which, the manual says of few characters; where
-- there is a letter that might stand for one, and the manual does not say so, the text is refused. (SQL Language Reference, "CONVERT")
CREATE FUNCTION ora.to_ascii(data text) RETURNS bytea
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  replaced text := regexp_replace(translate(data, 'ÄÊÍØ', 'AEI?'), '[\u0370-\u1cff\u2e80-\ufaff\U00010000-\U0010ffff]', '?', 'g');
BEGIN
  IF replaced ~ '[^\x01-\x7f]' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004',
      MESSAGE = format('OP4000 what Oracle has in US7ASCII for %s is not known', substring(replaced FROM '[^\x01-\x7f]'));
  END IF;
  RETURN convert_to(replaced, getdatabaseencoding());
END
$$;
