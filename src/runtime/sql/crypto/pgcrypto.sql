-- Evaluates an expression of extension pgcrypto over two or three byte strings; without the extension: refused.
CREATE FUNCTION ora.pgcrypto(expression text, a bytea, b bytea, c bytea) RETURNS bytea
LANGUAGE plpgsql
AS $$
DECLARE
  result bytea;
  home text := (SELECT n.nspname FROM pg_catalog.pg_extension AS e JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'pgcrypto');
BEGIN
  IF home IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 this DBMS_CRYPTO function needs the PostgreSQL extension pgcrypto: CREATE EXTENSION pgcrypto';
  END IF;
  EXECUTE format('SELECT %I.%s', home, expression) INTO result USING a, b, c;
  RETURN result;
END
$$;
