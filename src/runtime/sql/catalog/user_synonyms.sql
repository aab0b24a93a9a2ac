-- USER_SYNONYMS: as DBA_SYNONYMS, of the user.
CREATE VIEW ora.user_synonyms AS
SELECT d.synonym_name, d.table_owner, d.table_name, d.db_link FROM ora.dba_synonyms AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_synonyms TO PUBLIC;
