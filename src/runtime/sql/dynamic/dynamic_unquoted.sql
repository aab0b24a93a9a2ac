-- What stands between the quotes of a literal in a text that the run puts together, where that is converted for a literal; a quote in it would end that, unless there are two of them.
-- refused: another character that would mean something else there.
CREATE FUNCTION ora.dynamic_unquoted(word text, refused text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF strpos(replace(word, '''''', ''), '''') > 0 OR strpos(word, refused) > 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for a literal, in which what it is given has a quote or an escape character: ' || word;
  END IF;
  RETURN word;
END
$$;
