-- OWA.INITIALIZE: there is nothing to begin. (PL/SQL Web Toolkit Reference, "The owa Package")
CREATE FUNCTION ora.owa_initialize() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT 0
$$;
