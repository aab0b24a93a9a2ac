-- USER_COL_COMMENTS: as DBA_COL_COMMENTS, of the first schema of the search path.
CREATE VIEW ora.user_col_comments AS
SELECT d.table_name, d.column_name, d.comments FROM ora.dba_col_comments AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_col_comments TO PUBLIC;
