-- DROP ROLE: what has been granted to the role is revoked with it; what it owns here, which no role does in Oracle, goes to who drops it.
-- (SQL Language Reference, DROP ROLE; Database Error Messages, ORA-01919)
CREATE FUNCTION ora.drop_role(name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF to_regrole(quote_ident(name)) IS NULL THEN
    PERFORM ora.raise(1919, format('role ''%s'' does not exist', ora.oracle_name(name)));
  END IF;
  -- Who may drop the role, and is no superuser, has to be a member to dispose of what it has. (PostgreSQL manual, "DROP OWNED")
  IF NOT pg_has_role(current_user, name, 'USAGE') THEN
    EXECUTE format('grant %I to current_user', name);
  END IF;
  EXECUTE format('reassign owned by %1$I to current_user; drop owned by %1$I; drop role %1$I', name);
END
$$;
