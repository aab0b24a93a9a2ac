-- Keeps what is known of a request or a response.
CREATE FUNCTION ora.http_keep(kind text, handle integer, known jsonb) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.state_set('http:' || kind || ':' || handle, known::text)
$$;
