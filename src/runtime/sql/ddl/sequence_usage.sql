-- GRANT and REVOKE of SELECT on what the run names: who reads a sequence in Oracle takes numbers from it, which is USAGE here. (SQL Language Reference, GRANT,
-- "Object Privileges")
CREATE FUNCTION ora.sequence_usage(relation text, granted boolean, VARIADIC grantees text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  grantee text;
BEGIN
  IF (SELECT c.relkind = 'S' FROM pg_catalog.pg_class AS c WHERE c.oid = to_regclass(relation)) THEN
    FOREACH grantee IN ARRAY grantees LOOP
      EXECUTE format(CASE WHEN granted THEN 'grant usage on sequence %1$s to %2$s; revoke select on sequence %1$s from %2$s'
        ELSE 'revoke usage on sequence %s from %s' END, relation, grantee);
    END LOOP;
  END IF;
END
$$;
