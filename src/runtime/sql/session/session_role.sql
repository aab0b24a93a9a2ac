-- The role that the session was opened by. An autonomous transaction connects as who owns the routine where that has the rights of its owner, and
-- was told whose session it is: believed of roles that have the rights of the owner of these functions alone, so that nobody else can take a name.
CREATE FUNCTION ora.session_role() RETURNS name
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN ora.caller_fact('role') IS NOT NULL AND pg_has_role(session_user, (SELECT n.nspowner FROM pg_catalog.pg_namespace AS n WHERE n.nspname = 'ora'), 'MEMBER')
      THEN ora.caller_fact('role')::name
    ELSE session_user END
$$;
