-- DBA_SYS_PRIVS: the system privileges that what a role may do comes to.
CREATE VIEW ora.dba_sys_privs (grantee, privilege, admin_option, common, inherited) AS
SELECT ora.oracle_name(r.rolname), p.privilege, CASE WHEN r.rolsuper THEN 'YES' ELSE 'NO' END, 'NO', 'NO'
FROM pg_catalog.pg_roles AS r
CROSS JOIN LATERAL (VALUES
  ('CREATE SESSION', has_database_privilege(r.oid, current_database(), 'CONNECT')),
  ('ALTER SESSION', true),
  ('CREATE TABLE', has_schema_privilege(r.oid, current_schema(), 'CREATE')),
  ('CREATE VIEW', has_schema_privilege(r.oid, current_schema(), 'CREATE')),
  ('CREATE MATERIALIZED VIEW', has_schema_privilege(r.oid, current_schema(), 'CREATE')),
  ('CREATE SEQUENCE', has_schema_privilege(r.oid, current_schema(), 'CREATE')),
  ('CREATE PROCEDURE', has_schema_privilege(r.oid, current_schema(), 'CREATE')),
  ('CREATE TRIGGER', has_schema_privilege(r.oid, current_schema(), 'CREATE')),
  ('CREATE TYPE', has_schema_privilege(r.oid, current_schema(), 'CREATE')),
  ('CREATE SYNONYM', has_schema_privilege(r.oid, current_schema(), 'CREATE')),
  ('CREATE USER', r.rolcreaterole), ('ALTER USER', r.rolcreaterole), ('DROP USER', r.rolcreaterole), ('CREATE ROLE', r.rolcreaterole),
  ('SELECT ANY TABLE', r.rolsuper), ('INSERT ANY TABLE', r.rolsuper), ('UPDATE ANY TABLE', r.rolsuper), ('DELETE ANY TABLE', r.rolsuper),
  ('CREATE ANY TABLE', r.rolsuper), ('ALTER ANY TABLE', r.rolsuper), ('DROP ANY TABLE', r.rolsuper), ('EXECUTE ANY PROCEDURE', r.rolsuper),
  ('SELECT ANY DICTIONARY', r.rolsuper), ('ALTER SYSTEM', r.rolsuper), ('GRANT ANY PRIVILEGE', r.rolsuper), ('GRANT ANY ROLE', r.rolsuper)
) AS p(privilege, granted)
WHERE r.rolname !~ '^pg_' AND (p.granted OR r.rolsuper);

GRANT SELECT ON ora.dba_sys_privs TO PUBLIC;
