-- DROP SYNONYM; an owner that is not named is the user.
CREATE FUNCTION ora.drop_synonym(owner text, synonym_name text) RETURNS void
LANGUAGE sql
AS $$
  DELETE FROM ora.synonyms AS s WHERE s.owner = coalesce(drop_synonym.owner, ora.user_name()) AND s.synonym_name = drop_synonym.synonym_name
$$;
