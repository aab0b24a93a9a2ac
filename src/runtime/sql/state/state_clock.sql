-- Counts the writes to package variables. What a session drew last is not undone by ROLLBACK, and read without looking at a table.
-- (PostgreSQL manual, "Sequence Manipulation Functions": currval)
-- Unlogged, so that a transaction that has drawn from it alone has written nothing: no session outlives a crash.
CREATE UNLOGGED SEQUENCE ora.state_clock CACHE 100;
GRANT USAGE ON SEQUENCE ora.state_clock TO PUBLIC;
