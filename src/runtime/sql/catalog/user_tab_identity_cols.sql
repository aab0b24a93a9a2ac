-- USER_TAB_IDENTITY_COLS: as DBA_TAB_IDENTITY_COLS, of the first schema of the search path.
CREATE VIEW ora.user_tab_identity_cols AS
SELECT d.table_name, d.column_name, d.generation_type, d.sequence_name, d.identity_options
FROM ora.dba_tab_identity_cols AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_identity_cols TO PUBLIC;
