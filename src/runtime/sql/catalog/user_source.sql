-- USER_SOURCE: as DBA_SOURCE, of the first schema of the search path.
CREATE VIEW ora.user_source AS
SELECT d.name, d.type, d.line, d.text FROM ora.dba_source AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_source TO PUBLIC;
