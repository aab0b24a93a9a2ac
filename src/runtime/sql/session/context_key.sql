-- Where the attribute of an application context stands, for a client identifier or for all sessions without one.
CREATE FUNCTION ora.context_key(namespace text, attribute text, client_id text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT 'context:' || upper(namespace) || ':' || upper(attribute) || CASE WHEN client_id <> '' THEN '@' || left(md5(client_id), 8) ELSE '' END
$$;
