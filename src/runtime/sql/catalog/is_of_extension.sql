-- Does the object belong to an extension of PostgreSQL, and therefore to no program of Oracle's? (PostgreSQL manual, "pg_depend")
CREATE FUNCTION ora.is_of_extension(catalog oid, object oid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = catalog AND d.objid = object AND d.deptype = 'e')
$$;
