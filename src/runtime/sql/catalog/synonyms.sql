-- The synonyms of the source. PostgreSQL has none: names are resolved when code is converted.
CREATE TABLE ora.synonyms (
  owner text,
  synonym_name text,
  table_owner text,
  table_name text,
  db_link text,
  PRIMARY KEY (owner, synonym_name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.synonyms TO PUBLIC;
