-- What stands for a value in an associative array of a package (ora.inner_made) in place of what stood there before.
CREATE FUNCTION ora.inner_replaced(before text, value text, shape jsonb) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  made text := ora.inner_made(value, shape);
BEGIN
  PERFORM ora.inner_free(before, shape);
  RETURN made;
END
$$;
