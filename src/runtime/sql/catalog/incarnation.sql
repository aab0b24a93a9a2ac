-- What numbers of objects are followed by in states: the number of ora.definitions, which is another one once the database has been restored from a dump.
CREATE FUNCTION ora.incarnation() RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT '@' || 'ora.definitions'::regclass::oid
$$;
