-- The name of the package a schema stands for, from the compiler's comment on it; NULL for a plain schema.
CREATE FUNCTION ora.package_name(schema_oid oid) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT substring(obj_description(schema_oid, 'pg_namespace') FROM '^oraphant: package (?:[^.]+[.])?(\S+)')
$$;
