-- The character set that a Content-Type names; else the one set for this body, else for all, else ISO-8859-1. (PL/SQL Packages and Types Reference, "UTL_HTTP", Character Set Conversion)
CREATE FUNCTION ora.http_charset(content_type text, own text) RETURNS text
LANGUAGE sql
AS $$
  SELECT ora.pg_charset(coalesce(own, substring(content_type FROM '(?i)charset\s*=\s*"?([^\s;"]+)'), ora.state_get('http:charset'), 'ISO-8859-1'))
$$;
