-- CREATE CONTEXT; an owner of the package that is not named is the user. (Database Error Messages, ORA-00955)
CREATE FUNCTION ora.create_context(namespace text, owner text, package text, replaces boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT replaces AND EXISTS (SELECT FROM ora.contexts AS c WHERE c.namespace = create_context.namespace AND c.package IS NOT NULL) THEN
    PERFORM ora.raise(955);
  END IF;
  INSERT INTO ora.contexts VALUES (namespace, coalesce(owner, ora.user_name()), package)
  ON CONFLICT ON CONSTRAINT contexts_pkey DO UPDATE SET owner = excluded.owner, package = excluded.package;
END
$$;
