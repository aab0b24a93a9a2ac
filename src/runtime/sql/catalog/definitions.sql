-- What Oracle's dictionary says of an object and PostgreSQL's does not: the text of a view, the types of columns, options of sequences, conditions as
-- they were written. STATE is what PostgreSQL had when it was noted: what has been changed since then is not as it was written any more.
CREATE TABLE ora.definitions (
  relation regclass,
  part text,
  value text,
  state text,
  PRIMARY KEY (relation, part)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.definitions TO PUBLIC;
