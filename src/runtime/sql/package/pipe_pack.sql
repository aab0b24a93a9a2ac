-- Adds an item to the message that SEND_MESSAGE sends. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.pipe_pack(type integer, item text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('pipe:out', (coalesce(ora.state_get('pipe:out')::jsonb, '[]') || jsonb_build_array(jsonb_build_array(type, item)))::text);
END
$$;
