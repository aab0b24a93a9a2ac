-- The query of an open cursor; of one WITH HOLD, PostgreSQL keeps the whole DECLARE as its statement.
CREATE FUNCTION ora.cursor_query(portal text) RETURNS text
LANGUAGE sql
AS $$
  SELECT regexp_replace(p.statement, '^\s*declare\s+("([^"]|"")+"|\w+)\s+cursor\s+with\s+hold\s+for\s', '', 'i')
  FROM pg_catalog.pg_cursors AS p WHERE p.name = portal
$$;
