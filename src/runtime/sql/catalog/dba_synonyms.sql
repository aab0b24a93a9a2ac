-- DBA_SYNONYMS: PostgreSQL has no synonyms; those of the source were resolved when it was converted. So there are no rows.
CREATE VIEW ora.dba_synonyms (owner, synonym_name, table_owner, table_name, db_link) AS
SELECT NULL::text, NULL::text, NULL::text, NULL::text, NULL::text WHERE false;

GRANT SELECT ON ora.dba_synonyms TO PUBLIC;
