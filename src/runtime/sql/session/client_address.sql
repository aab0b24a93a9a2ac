-- The address of the session's client; NULL where it is on the machine of the server.
CREATE FUNCTION ora.client_address() RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(nullif(ora.caller_fact('address'), ''), CASE WHEN ora.caller_fact('address') IS NULL THEN host(inet_client_addr()) END)
$$;
