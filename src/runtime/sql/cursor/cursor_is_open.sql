-- %ISOPEN of a cursor or cursor variable: the portal it names is open in this session.
CREATE FUNCTION ora.cursor_is_open(portal text) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT portal IS NOT NULL AND EXISTS (SELECT FROM pg_catalog.pg_cursors AS c WHERE c.name = portal)
$$;
