-- USER_TAB_COLUMNS: as DBA_TAB_COLUMNS, of the first schema of the search path.
CREATE VIEW ora.user_tab_columns AS
SELECT d.table_name, d.column_name, d.data_type, d.data_type_mod, d.data_type_owner, d.data_length, d.data_precision, d.data_scale, d.nullable, d.column_id, d.default_length, d.data_default, d.num_distinct, d.char_length, d.char_used, d.character_set_name, d.identity_column, d.default_on_null, d.hidden_column, d.virtual_column FROM ora.dba_tab_columns AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_tab_columns TO PUBLIC;
