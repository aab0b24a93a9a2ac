-- Stores what ora.package_stored reads. An inner array has no copy beside the store: each would be one more parameter of the transaction.
CREATE FUNCTION ora.package_store(name text, value text) RETURNS void
LANGUAGE sql
AS $$
  SELECT CASE WHEN starts_with(name, '@') THEN ora.state_set(name, value) ELSE ora.package_set(name, value) END
$$;
