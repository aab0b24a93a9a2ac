-- USER_SYNONYMS: as DBA_SYNONYMS.
CREATE VIEW ora.user_synonyms AS
SELECT d.synonym_name, d.table_owner, d.table_name, d.db_link FROM ora.dba_synonyms AS d;

GRANT SELECT ON ora.user_synonyms TO PUBLIC;
