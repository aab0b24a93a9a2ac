-- Stands in the place of the rows of a view that is invalid. (Database Error Messages, ORA-04063)
CREATE FUNCTION ora.invalid_view(name text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  PERFORM ora.raise(4063, format('view "%s" has errors', name));
  RETURN NULL;
END
$$;
