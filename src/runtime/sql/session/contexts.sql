-- The application contexts of the source: which package or procedure may write to a namespace. (SQL Language Reference, "CREATE CONTEXT")
CREATE TABLE ora.contexts (
  namespace text PRIMARY KEY,
  owner text,
  package text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.contexts TO PUBLIC;
