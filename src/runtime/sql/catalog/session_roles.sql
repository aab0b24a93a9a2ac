-- SESSION_ROLES: the roles the session may use.
CREATE VIEW ora.session_roles (role) AS
SELECT ora.oracle_name(r.rolname) FROM pg_catalog.pg_roles AS r WHERE pg_has_role(r.oid, 'USAGE') AND r.rolname <> session_user;

GRANT SELECT ON ora.session_roles TO PUBLIC;
