-- How the session connects a second time: the setting ora.autonomous_connection, a connection string or the name of a foreign server; else this database as
-- this user over the server's own socket. (PostgreSQL manual, "dblink_connect")
CREATE FUNCTION ora.autonomous_connection() RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(nullif(current_setting('ora.autonomous_connection', true), ''), concat_ws(' ',
    'host=' || quote_literal(btrim(split_part(current_setting('unix_socket_directories'), ',', 1))), 'port=' || current_setting('port'),
    'dbname=' || quote_literal(current_database()), 'user=' || quote_literal(current_user)))
$$;
