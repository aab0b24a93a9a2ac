-- DROP ROLE in a program. (SQL Language Reference, DROP ROLE; Database Error Messages, ORA-01919)
CREATE FUNCTION ora.drop_role(name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF to_regrole(quote_ident(name)) IS NULL THEN
    PERFORM ora.raise(1919, format('role ''%s'' does not exist', ora.oracle_name(name)));
  END IF;
  EXECUTE format('drop role %I', name);
END
$$;
