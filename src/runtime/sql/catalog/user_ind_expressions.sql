-- USER_IND_EXPRESSIONS: as DBA_IND_EXPRESSIONS, of the first schema of the search path.
CREATE VIEW ora.user_ind_expressions AS
SELECT d.index_name, d.table_name, d.column_expression, d.column_position FROM ora.dba_ind_expressions AS d
WHERE d.index_owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_ind_expressions TO PUBLIC;
