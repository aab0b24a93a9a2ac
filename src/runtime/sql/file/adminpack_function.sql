-- A function of the extension adminpack, wherever that is installed; without it: refused. (PostgreSQL manual, F.1)
CREATE FUNCTION ora.adminpack_function(name text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  found_one text := (SELECT quote_ident(n.nspname) || '.' || quote_ident(p.proname) FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace WHERE p.proname = name LIMIT 1);
BEGIN
  IF found_one IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 deleting and renaming files needs the PostgreSQL extension adminpack: CREATE EXTENSION adminpack';
  END IF;
  RETURN found_one;
END
$$;
