-- The name of what a program makes is not that of a private synonym; an owner that is not named is the user. (Database Error Messages, ORA-00955)
CREATE FUNCTION ora.new_name(owner text, object_name text) RETURNS void
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF EXISTS (SELECT FROM ora.synonyms AS s WHERE s.owner = coalesce(new_name.owner, ora.user_name()) AND s.synonym_name = object_name) THEN
    PERFORM ora.raise(955);
  END IF;
END
$$;
