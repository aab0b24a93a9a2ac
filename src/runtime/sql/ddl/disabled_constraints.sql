-- Constraints that a program has disabled, which PostgreSQL knows no state for: they are dropped, and kept here until they are enabled again.
CREATE TABLE ora.disabled_constraints (
  relation regclass,
  name text,
  definition text NOT NULL,
  PRIMARY KEY (relation, name)
);
GRANT SELECT, INSERT, DELETE ON ora.disabled_constraints TO PUBLIC;
