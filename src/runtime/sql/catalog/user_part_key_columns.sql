-- USER_PART_KEY_COLUMNS: as DBA_PART_KEY_COLUMNS, of the first schema of the search path.
CREATE VIEW ora.user_part_key_columns AS
SELECT d.name, d.object_type, d.column_name, d.column_position, d.collated_column_id
FROM ora.dba_part_key_columns AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_part_key_columns TO PUBLIC;
