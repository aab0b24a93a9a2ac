-- DROP SYNONYM; an owner that is not named is the user. checked: what is not there is an error, as programs get it. (Database Error Messages, ORA-01432, ORA-01434)
CREATE FUNCTION ora.drop_synonym(owner text, synonym_name text, checked boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM ora.synonyms AS s WHERE s.owner = coalesce(drop_synonym.owner, ora.user_name()) AND s.synonym_name = drop_synonym.synonym_name;
  IF checked AND NOT FOUND THEN
    PERFORM ora.raise(CASE owner WHEN 'PUBLIC' THEN 1432 ELSE 1434 END);
  END IF;
END
$$;
