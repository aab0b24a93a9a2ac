-- ALTER SESSION SET CURRENT_SCHEMA: where names are looked for that are known at run time only. ORA-01435 for a schema that does not exist.
CREATE FUNCTION ora.set_current_schema(name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  folded text := CASE WHEN name LIKE '"%"' THEN btrim(name, '"') ELSE lower(name) END;
  own boolean := upper(folded) = ora.user_name() AND to_regnamespace(quote_ident(session_user)) IS NULL;
  home text := CASE WHEN own THEN 'public' WHEN folded = upper(folded) THEN lower(folded) ELSE folded END;
BEGIN
  IF to_regnamespace(quote_ident(home)) IS NULL THEN
    PERFORM ora.raise(1435);
  END IF;
  PERFORM ora.session_set('search_path', quote_ident(home) || CASE WHEN home = 'public' THEN '' ELSE ', public' END);
END
$$;
