-- A part of a name without quotes: `'drop table tmp_' || p`. One that makes PostgreSQL ask for quotes is refused.
CREATE FUNCTION ora.dynamic_identifier_part(word text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF coalesce(word, '') ~ '^[\w$]*$' THEN
    RETURN lower(coalesce(word, ''));
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for a part of a name, which is not all that it is given: ' || word;
END
$$;
