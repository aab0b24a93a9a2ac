-- UID: the number of the session's user.
CREATE FUNCTION ora.uid() RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT r.oid::bigint::numeric FROM pg_catalog.pg_roles AS r WHERE r.rolname = ora.session_role()
$$;
