-- DBMS_SESSION.IS_ROLE_ENABLED.
CREATE FUNCTION ora.dbms_session_is_role_enabled(rolename text) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT coalesce((SELECT pg_has_role(r.oid, 'USAGE') FROM pg_catalog.pg_roles AS r WHERE ora.oracle_name(r.rolname) = upper(rolename)), false)
$$;
