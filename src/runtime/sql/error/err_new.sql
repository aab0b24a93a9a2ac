-- An error value that was not raised yet: capture code stores it where Oracle's RAISE stands.
CREATE FUNCTION ora.err_new(state text, message text) RETURNS ora.err
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ROW(state, message, NULL, NULL, NULL, NULL, NULL, NULL)::ora.err
$$;

-- The same for an Oracle error by number; without a text Oracle's own.
CREATE FUNCTION ora.err_new(n integer, message text) RETURNS ora.err
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ROW(ora.sqlstate_of(n), ora.error_message(n, message), NULL, NULL, NULL, NULL, NULL, NULL)::ora.err
$$;
