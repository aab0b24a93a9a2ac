-- What Oracle's dictionary says of a type and PostgreSQL's does not: supertype, attributes as they were declared, methods, the bound of a VARRAY.
CREATE TABLE ora.type_notes (
  type regtype PRIMARY KEY,
  note jsonb NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.type_notes TO PUBLIC;
