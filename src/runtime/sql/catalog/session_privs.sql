-- SESSION_PRIVS: the system privileges that what the session may do comes to.
CREATE VIEW ora.session_privs (privilege) AS
SELECT p.privilege
FROM pg_catalog.pg_roles AS r
CROSS JOIN LATERAL (VALUES
  ('CREATE SESSION', has_database_privilege(current_database(), 'CONNECT')),
  ('ALTER SESSION', true),
  ('CREATE TABLE', has_schema_privilege(current_schema(), 'CREATE')),
  ('CREATE VIEW', has_schema_privilege(current_schema(), 'CREATE')),
  ('CREATE MATERIALIZED VIEW', has_schema_privilege(current_schema(), 'CREATE')),
  ('CREATE SEQUENCE', has_schema_privilege(current_schema(), 'CREATE')),
  ('CREATE PROCEDURE', has_schema_privilege(current_schema(), 'CREATE')),
  ('CREATE TRIGGER', has_schema_privilege(current_schema(), 'CREATE')),
  ('CREATE TYPE', has_schema_privilege(current_schema(), 'CREATE')),
  ('CREATE SYNONYM', has_schema_privilege(current_schema(), 'CREATE')),
  ('CREATE USER', r.rolcreaterole), ('ALTER USER', r.rolcreaterole), ('DROP USER', r.rolcreaterole), ('CREATE ROLE', r.rolcreaterole),
  ('SELECT ANY TABLE', r.rolsuper), ('INSERT ANY TABLE', r.rolsuper), ('UPDATE ANY TABLE', r.rolsuper), ('DELETE ANY TABLE', r.rolsuper),
  ('CREATE ANY TABLE', r.rolsuper), ('ALTER ANY TABLE', r.rolsuper), ('DROP ANY TABLE', r.rolsuper), ('EXECUTE ANY PROCEDURE', r.rolsuper),
  ('SELECT ANY DICTIONARY', r.rolsuper), ('ALTER SYSTEM', r.rolsuper), ('GRANT ANY PRIVILEGE', r.rolsuper), ('GRANT ANY ROLE', r.rolsuper)
) AS p(privilege, granted)
WHERE r.rolname = current_user AND (p.granted OR r.rolsuper);

GRANT SELECT ON ora.session_privs TO PUBLIC;
