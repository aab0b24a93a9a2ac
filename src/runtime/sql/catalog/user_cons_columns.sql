-- USER_CONS_COLUMNS: as DBA_CONS_COLUMNS, of the first schema of the search path.
CREATE VIEW ora.user_cons_columns AS
SELECT d.owner, d.constraint_name, d.table_name, d.column_name, d.position FROM ora.dba_cons_columns AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_cons_columns TO PUBLIC;
