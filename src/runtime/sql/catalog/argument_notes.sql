-- What Oracle's dictionary says of the parameters of routines; PostgreSQL has fewer types.
CREATE TABLE ora.argument_notes (
  owner text,
  name text,
  is_package boolean,
  note jsonb NOT NULL,
  PRIMARY KEY (owner, name, is_package)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.argument_notes TO PUBLIC;
