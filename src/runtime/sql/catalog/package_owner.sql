-- Packages are schemas. The compiler marks one with a comment 'oraphant: package OWNER.NAME', or without an owner where it belongs to the user; NULL for
-- a plain schema.
CREATE FUNCTION ora.package_owner(schema_oid oid) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN c.comment LIKE 'oraphant: package %' THEN coalesce(substring(c.comment FROM '^oraphant: package ([^.]+)[.]'), ora.user_name()) END
  FROM (SELECT obj_description(schema_oid, 'pg_namespace') AS comment) AS c
$$;
