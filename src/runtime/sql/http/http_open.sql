-- What is kept of a request or a response; ORA-29261 where the handle is of none that is open. kind: 'req' or 'resp'.
CREATE FUNCTION ora.http_open(kind text, handle integer) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.state_get('http:' || kind || ':' || coalesce(handle, 0));
BEGIN
  IF known IS NULL THEN
    PERFORM ora.raise(29261);
  END IF;
  RETURN known;
END
$$;
