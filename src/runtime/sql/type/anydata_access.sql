-- ACCESS*: the value as text; NULL where the type is another one, so that SQL can ask. (PL/SQL Packages and Types Reference, "ANYDATA TYPE")
CREATE FUNCTION ora.anydata_access(self jsonb, wanted text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN self ->> 'type' = wanted THEN self ->> 'value' END
$$;
