-- The error that a handler further out is handling; NULL where there is none.
CREATE FUNCTION ora.error_published() RETURNS ora.err
LANGUAGE sql STABLE
AS $$
  SELECT nullif(current_setting('ora.error', true), '')::ora.err
$$;
