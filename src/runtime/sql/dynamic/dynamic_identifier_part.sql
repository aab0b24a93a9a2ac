-- A part of a name: `'drop table tmp_' || p`.
CREATE FUNCTION ora.dynamic_identifier_part(word text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF coalesce(word, '') ~ '^[\w$#]*$' THEN
    RETURN coalesce(word, '');
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for a part of a name, which is not all that it is given: ' || word;
END
$$;
