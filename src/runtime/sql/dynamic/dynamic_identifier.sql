-- The name of an object in dynamic SQL, known at run time only, where nothing but a name is converted: [owner.]name, in quotes or not, and in quotes where PostgreSQL
-- reads it as something else. `code` is Oracle's error where there is none, as of a text that begins like no name; without it, that is refused, too; what else
-- stands there is refused, since options may change what the statement does.
CREATE FUNCTION ora.dynamic_identifier(word text, code integer DEFAULT 903) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  part CONSTANT text[] := regexp_match(word, '^\s*("[^"]+"|[[:alpha:]][\w$#]*)(?:\s*[.]\s*("[^"]+"|[[:alpha:]][\w$#]*))?\s*$');
BEGIN
  IF part IS NOT NULL THEN
    RETURN concat_ws('.', ora.dynamic_plain(part[1]), ora.dynamic_plain(part[2]));
  ELSIF code IS NOT NULL AND coalesce(word, '') !~ '^\s*("|[[:alpha:]])' THEN
    PERFORM ora.raise(code);
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for a name, which is not all that it is given: ' || coalesce(word, '');
END
$$;
