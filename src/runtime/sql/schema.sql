-- The schema of the runtime. Everything else below src/runtime/sql is created in it.
CREATE SCHEMA IF NOT EXISTS ora;
GRANT USAGE ON SCHEMA ora TO PUBLIC;
