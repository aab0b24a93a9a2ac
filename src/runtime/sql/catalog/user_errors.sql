-- USER_ERRORS: as DBA_ERRORS, of the first schema of the search path.
CREATE VIEW ora.user_errors AS
SELECT d.name, d.type, d.sequence, d.line, d.position, d.text, d.attribute, d.message_number FROM ora.dba_errors AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_errors TO PUBLIC;
