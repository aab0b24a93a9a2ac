-- GETTYPENAME: the name of the type that an ANYDATA holds a value of. (PL/SQL Packages and Types Reference, "ANYDATA TYPE")
CREATE FUNCTION ora.anydata_type(self jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT self ->> 'type'
$$;
