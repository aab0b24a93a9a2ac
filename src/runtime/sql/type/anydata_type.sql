-- GETTYPENAME: the name of the type that an ANYDATA holds a value of, with its owner: the user's own types stand in schema public.
-- (PL/SQL Packages and Types Reference, "ANYDATA TYPE")
CREATE FUNCTION ora.anydata_type(self jsonb) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN self ->> 'type' LIKE 'PUBLIC.%' THEN ora.owner_name('public') || substr(self ->> 'type', 7) ELSE self ->> 'type' END
$$;
