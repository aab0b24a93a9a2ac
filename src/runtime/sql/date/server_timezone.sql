-- The zone of the database server's operating system, in which SYSDATE runs whatever the session's zone is.
-- Setting ora.server_timezone (ALTER DATABASE … SET ora.server_timezone = 'Europe/Zurich'); without it log_timezone, which initdb takes
-- from the operating system.
CREATE FUNCTION ora.server_timezone() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('ora.server_timezone', true), ''), current_setting('log_timezone'))
$$;
