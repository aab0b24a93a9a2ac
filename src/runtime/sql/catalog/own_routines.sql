-- Routines of the program whose names look like those of parts of other routines: as `schema.name`.
CREATE TABLE ora.own_routines (
  routine text PRIMARY KEY
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.own_routines TO PUBLIC;
