-- A role that a program grants is there. (Database Error Messages, ORA-01919)
CREATE FUNCTION ora.granted_role(name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE r.rolname = name) THEN
    PERFORM ora.raise(1919, format('role ''%s'' does not exist', ora.oracle_name(name)));
  END IF;
END
$$;
