-- REVOKE of a role in a program takes it from whom it has been granted to. (Database Error Messages, ORA-01917, ORA-01919, ORA-01951)
CREATE FUNCTION ora.revocable_role(name text, grantees text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  grantee text;
BEGIN
  PERFORM ora.granted_role(name);
  FOREACH grantee IN ARRAY grantees LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE r.rolname = grantee) THEN
      PERFORM ora.raise(1917, format('user or role ''%s'' does not exist', ora.oracle_name(grantee)));
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_auth_members AS m
      WHERE m.roleid = quote_ident(name)::regrole AND m.member = quote_ident(grantee)::regrole)
    THEN
      PERFORM ora.raise(1951, format('ROLE ''%s'' not granted to ''%s''', ora.oracle_name(name), ora.oracle_name(grantee)));
    END IF;
  END LOOP;
END
$$;
