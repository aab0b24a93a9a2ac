-- USER_UPDATABLE_COLUMNS: as DBA_UPDATABLE_COLUMNS, of the first schema of the search path.
CREATE VIEW ora.user_updatable_columns AS
SELECT d.* FROM ora.dba_updatable_columns AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_updatable_columns TO PUBLIC;
