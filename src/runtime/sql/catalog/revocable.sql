-- REVOKE in a program takes what has been granted, from users and roles that are there. (SQL Language Reference, REVOKE; Database Error Messages, ORA-01917, ORA-01927)
CREATE FUNCTION ora.revocable(relation text, privileges text[], grantees text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  grantee text;
  taker oid;
  privilege text;
BEGIN
  -- REVOKE itself says so where the relation is not there.
  IF to_regclass(relation) IS NULL THEN
    RETURN;
  END IF;
  FOREACH grantee IN ARRAY grantees LOOP
    -- A name that the run gives may be written in capitals.
    taker := CASE WHEN ora.own_name(grantee) = 'public' THEN 0
      ELSE (SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolname IN (grantee, ora.own_name(grantee)) ORDER BY r.rolname <> grantee LIMIT 1) END;
    IF taker IS NULL THEN
      PERFORM ora.raise(1917, format('user or role ''%s'' does not exist', ora.oracle_name(ora.own_name(grantee))));
    END IF;
    FOREACH privilege IN ARRAY privileges LOOP
      IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_class AS c, aclexplode(c.relacl) AS a
        -- Who reads a sequence takes numbers from it.
        WHERE c.oid = to_regclass(relation) AND a.grantee = taker
          AND (privilege = 'all' OR a.privilege_type = upper(privilege) OR c.relkind = 'S' AND privilege = 'select' AND a.privilege_type = 'USAGE')
        UNION ALL
        SELECT FROM pg_catalog.pg_attribute AS c, aclexplode(c.attacl) AS a
        WHERE c.attrelid = to_regclass(relation) AND a.grantee = taker AND (privilege = 'all' OR a.privilege_type = upper(privilege)))
      THEN
        PERFORM ora.raise(1927);
      END IF;
    END LOOP;
  END LOOP;
END
$$;
