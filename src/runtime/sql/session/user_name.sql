-- USER: the name of the session's user, as Oracle shows it.
CREATE FUNCTION ora.user_name() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT ora.oracle_name(ora.session_role())
$$;
