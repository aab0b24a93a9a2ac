-- The call of the server that a package which is serially reusable is initialised for, and which fills the output buffer: the time of the client's statement, and which unit of a script
-- runs where a script sends several in one statement.
CREATE FUNCTION ora.server_call() RETURNS text
LANGUAGE sql
AS $$
  SELECT statement_timestamp()::text || coalesce(' ' || ora.state_get('unit'), '')
$$;
