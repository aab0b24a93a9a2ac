-- The statement that declares a cursor for a text put together at run time so that it outlives COMMIT; one that locks its rows does not.
CREATE FUNCTION ora.held_cursor(portal text, query text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT format('declare %I cursor%s for %s', portal, CASE WHEN query ~* '\mfor\s+update\M' THEN '' ELSE ' with hold' END, query)
$$;
