-- Sets an option of curl for the session.
CREATE FUNCTION ora.http_option(option text, value text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('SELECT %I.http_set_curlopt($1, $2)', ora.http_extension()) USING option, value;
END
$$;
