-- What the objects need by the text of their sources; of tables also the columns ('EMP.SAL', 'COLUMN').
CREATE TABLE ora.dependencies (
  owner text,
  name text,
  type text,
  referenced_owner text,
  referenced_name text,
  referenced_type text,
  PRIMARY KEY (owner, name, type, referenced_owner, referenced_name, referenced_type)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.dependencies TO PUBLIC;
