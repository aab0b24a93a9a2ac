-- GRANT in a program goes to users and roles that are there: a user is a schema, whose role is made where it gets rights. A name that the run gives may be
-- written in capitals. (SQL Language Reference, GRANT; Database Error Messages, ORA-01917)
CREATE FUNCTION ora.grantee(name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.own_name(name) = 'public' OR EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE r.rolname IN (name, ora.own_name(name))) THEN
    RETURN;
  END IF;
  name := ora.own_name(name);
  IF ora.oracle_name(name) NOT IN ('SYS', 'SYSTEM')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE ora.owner_name(n.nspname) = ora.oracle_name(name))
  THEN
    PERFORM ora.raise(1917, format('user or role ''%s'' does not exist', ora.oracle_name(name)));
  END IF;
  EXECUTE format('create role %I', name);
END
$$;
