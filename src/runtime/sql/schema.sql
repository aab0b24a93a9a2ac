-- The schema of the runtime. Everything else below src/runtime/sql is created in it.
CREATE SCHEMA IF NOT EXISTS ora;
GRANT USAGE ON SCHEMA ora TO PUBLIC;

-- The first temporary object puts pg_temp in the session's search path, and plans made before are made again then: plpgsql_check 2.3, run after
-- that in the session that filled the database, reads what such a plan has freed and brings the server down. Here no plan was made yet.
-- A function that goes with the schema, and not a block, of which `rollback` could not know what it has changed.
CREATE OR REPLACE FUNCTION ora.first_temporary() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  CREATE TEMPORARY TABLE first_temporary ();
  DROP TABLE first_temporary;
EXCEPTION
  WHEN insufficient_privilege THEN
    NULL;
END
$$;
SELECT ora.first_temporary();
