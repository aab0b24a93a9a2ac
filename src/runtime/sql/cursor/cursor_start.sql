-- The count of rows of a cursor that has come from elsewhere, before anything is fetched from it: NULL where it is not open.
CREATE FUNCTION ora.cursor_start(portal text) RETURNS integer
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN ora.cursor_is_open(portal) THEN 0 END
$$;
