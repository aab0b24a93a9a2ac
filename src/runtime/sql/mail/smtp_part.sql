-- The name that a part of a mail's text is kept by.
CREATE FUNCTION ora.smtp_part(c ora.utl_smtp_connection, part integer) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT 'smtp:' || (c).private_state || ':' || part
$$;
