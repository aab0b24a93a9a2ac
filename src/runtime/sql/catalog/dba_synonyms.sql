-- DBA_SYNONYMS: the synonyms of the source.
CREATE VIEW ora.dba_synonyms (owner, synonym_name, table_owner, table_name, db_link) AS
SELECT s.owner, s.synonym_name, s.table_owner, s.table_name, s.db_link FROM ora.synonyms AS s;

GRANT SELECT ON ora.dba_synonyms TO PUBLIC;
