-- The text of program units as they were written.
CREATE TABLE ora.sources (
  owner text,
  name text,
  type text,
  text text,
  PRIMARY KEY (owner, name, type)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.sources TO PUBLIC;
