-- USER_TAB_COMMENTS: as DBA_TAB_COMMENTS, of the first schema of the search path.
CREATE VIEW ora.user_tab_comments AS
SELECT d.table_name, d.table_type, d.comments FROM ora.dba_tab_comments AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_comments TO PUBLIC;
