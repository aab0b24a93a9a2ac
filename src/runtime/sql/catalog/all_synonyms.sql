-- ALL_SYNONYMS: as DBA_SYNONYMS.
CREATE VIEW ora.all_synonyms AS
SELECT d.* FROM ora.dba_synonyms AS d;

GRANT SELECT ON ora.all_synonyms TO PUBLIC;
