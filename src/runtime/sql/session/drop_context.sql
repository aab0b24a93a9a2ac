-- DROP CONTEXT: values that sessions have set stay, and nothing may set more. (SQL Language Reference, "DROP CONTEXT")
CREATE FUNCTION ora.drop_context(namespace text, must_exist boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE ora.contexts AS c SET package = NULL WHERE c.namespace = drop_context.namespace AND c.package IS NOT NULL;
  IF NOT FOUND AND must_exist THEN
    PERFORM ora.raise(4043, format('object %s does not exist', namespace));
  END IF;
END
$$;
