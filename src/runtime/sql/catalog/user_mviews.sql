-- USER_MVIEWS: as DBA_MVIEWS, of the first schema of the search path.
CREATE VIEW ora.user_mviews AS
SELECT d.* FROM ora.dba_mviews AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_mviews TO PUBLIC;
