-- The configuration parameter that holds a transactional variable; names PostgreSQL refuses go by their hash. Not STRICT: with CASE in it, the planner would not put the body in place of the call.
CREATE FUNCTION ora.setting_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT 'ora.' || CASE WHEN name ~ '^[a-z_][a-z0-9_$]*(\.[a-z_][a-z0-9_$]*)*$' THEN name ELSE 'h_' || md5(name) END
$$;
