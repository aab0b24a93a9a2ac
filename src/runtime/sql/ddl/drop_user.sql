-- DROP USER in a program; the user is the schema of its objects. (SQL Language Reference, DROP USER; Database Error Messages, ORA-01918, ORA-01922)
CREATE FUNCTION ora.drop_user(name text, with_objects boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF to_regnamespace(quote_ident(name)) IS NULL THEN
    PERFORM ora.raise(1918, format('user ''%s'' does not exist', ora.owner_name(name)));
  END IF;
  EXECUTE format('drop schema %I%s', name, CASE WHEN with_objects THEN ' cascade' ELSE '' END);
EXCEPTION WHEN dependent_objects_still_exist THEN
  PERFORM ora.raise(1922, format('CASCADE must be specified to drop ''%s''', ora.owner_name(name)));
END
$$;
