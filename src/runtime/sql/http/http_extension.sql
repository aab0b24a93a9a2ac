-- The schema of the extension http (pgsql-http), which makes the requests; without it: refused.
CREATE FUNCTION ora.http_extension() RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  home text := (
    SELECT n.nspname FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace JOIN pg_catalog.pg_type AS t ON t.oid = p.proargtypes[0]
    WHERE p.proname = 'http' AND p.pronargs = 1 AND t.typname = 'http_request' AND t.typnamespace = n.oid LIMIT 1);
BEGIN
  IF home IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 UTL_HTTP needs the PostgreSQL extension http (pgsql-http): CREATE EXTENSION http';
  END IF;
  RETURN home;
END
$$;
