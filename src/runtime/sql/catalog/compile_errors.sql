-- The errors that Oracle's compiler finds in programs. NEEDS: the relation that is missing.
CREATE TABLE ora.compile_errors (
  owner text,
  name text,
  type text,
  sequence integer,
  line integer NOT NULL,
  position integer NOT NULL,
  text text NOT NULL,
  needs text,
  -- Was it found when the program was last compiled?
  is_found boolean NOT NULL,
  PRIMARY KEY (owner, name, type, sequence)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.compile_errors TO PUBLIC;
