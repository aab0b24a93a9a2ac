-- Packages are schemas. The compiler marks one with a comment 'oraphant: package OWNER.NAME'; the owner, NULL for a plain schema.
CREATE FUNCTION ora.package_owner(schema_oid oid) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT substring(obj_description(schema_oid, 'pg_namespace') FROM '^oraphant: package ([^.]+)[.]')
$$;
