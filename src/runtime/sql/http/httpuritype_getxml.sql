-- HTTPURITYPE(url).GETXML(): the document that the address gives. (PL/SQL Packages and Types Reference, "Database URI TYPEs")
CREATE FUNCTION ora.httpuritype_getxml(url text) RETURNS xml
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.httpuritype_getclob(url)::xml;
END
$$;
