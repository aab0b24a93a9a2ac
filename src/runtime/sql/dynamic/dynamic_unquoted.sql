-- What stands between the quotes of a literal in a text that the run puts together, where that is converted for a literal; a quote in it would end that.
CREATE FUNCTION ora.dynamic_unquoted(word text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF word ~ '''' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for a literal, which a quote ends in what it is given: ' || word;
  END IF;
  RETURN word;
END
$$;
