-- USER_IND_COLUMNS: as DBA_IND_COLUMNS, of the first schema of the search path.
CREATE VIEW ora.user_ind_columns AS
SELECT d.index_name, d.table_owner, d.table_name, d.column_name, d.column_position, d.column_length, d.char_length, d.descend, d.collated_column_id
FROM ora.dba_ind_columns AS d
WHERE d.index_owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_ind_columns TO PUBLIC;
