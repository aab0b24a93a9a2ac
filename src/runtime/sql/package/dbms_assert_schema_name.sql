-- DBMS_ASSERT.SCHEMA_NAME: an existing schema, in the case the dictionary has it; else ORA-44001.
CREATE FUNCTION ora.dbms_assert_schema_name(str text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  -- Every Oracle database has these two. The schema of a package is none.
  IF str IN ('SYS', 'SYSTEM') OR EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE str IN (ora.oracle_name(n.nspname), ora.owner_name(n.nspname)) AND n.nspname NOT LIKE 'pg\_%' AND ora.package_name(n.oid) IS NULL) THEN
    RETURN str;
  END IF;
  PERFORM ora.raise(44001);
END
$$;
