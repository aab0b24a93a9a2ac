-- The character set of a connection as PostgreSQL calls it: that of OPEN_CONNECTION, else the database's own.
CREATE FUNCTION ora.tcp_charset(c ora.utl_tcp_connection) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT ora.pg_charset((c).charset)
$$;
