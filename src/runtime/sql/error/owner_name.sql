-- The owner that Oracle's dictionary shows for the objects of a schema. What was created without an owner belongs to the user, and stands in
-- schema public here.
CREATE FUNCTION ora.owner_name(schema_name text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE schema_name WHEN 'public' THEN ora.user_name() ELSE ora.oracle_name(schema_name) END
$$;
