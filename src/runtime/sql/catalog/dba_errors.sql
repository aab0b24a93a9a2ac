-- DBA_ERRORS: compilation errors: none, since PostgreSQL does not keep objects that fail to compile.
CREATE VIEW ora.dba_errors (owner, name, type, sequence, line, position, text, attribute, message_number) AS
SELECT NULL::text, NULL::text, NULL::text, NULL::numeric, NULL::numeric, NULL::numeric, NULL::text, NULL::text, NULL::numeric
WHERE false;

GRANT SELECT ON ora.dba_errors TO PUBLIC;
