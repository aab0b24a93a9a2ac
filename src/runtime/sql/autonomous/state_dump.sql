-- All that the store of the session holds, as the statements that make it. (ora.state_set)
CREATE FUNCTION ora.state_dump() RETURNS jsonb
LANGUAGE sql
AS $$
  SELECT coalesce(jsonb_object_agg(name, statement), '{}') FROM pg_catalog.pg_prepared_statements WHERE name LIKE 'ora:%'
$$;
