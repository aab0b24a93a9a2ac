-- The cursor of a package that is serially reusable, as a new call finds it: closed.
CREATE FUNCTION ora.package_cursor_reset(cursor_name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  c refcursor := cursor_name;
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_cursors AS open_cursor WHERE open_cursor.name = cursor_name) THEN
    CLOSE c;
  END IF;
  PERFORM ora.state_clear(cursor_name || '%isopen'), ora.state_clear(cursor_name || '%found'), ora.state_clear(cursor_name || '%rowcount');
END
$$;
