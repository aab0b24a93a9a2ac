-- DROP of a view, type, routine, package or synonym whose kind or name the run knows only, as loops over USER_OBJECTS have it. forced: FORCE of a type, CASCADE CONSTRAINTS of a view.
-- (SQL Language Reference, "DROP VIEW", "DROP TYPE", "DROP FUNCTION", "DROP PACKAGE"; Database Error Messages, ORA-00942, ORA-02303, ORA-04043, ORA-12003)
CREATE FUNCTION ora.drop_object(kind text, name text, forced boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  parts CONSTANT text[] := parse_ident(name);
  own CONSTANT text := parts[cardinality(parts)];
  home CONSTANT text := CASE WHEN cardinality(parts) > 1 THEN parts[1] ELSE current_schema() END;
  found text;
  method record;
  package text;
BEGIN
  CASE kind
    WHEN 'view' THEN
      PERFORM ora.drop_view(name);
      RETURN;
    WHEN 'materialized view' THEN
      PERFORM ora.drop_view(name, materialized => true);
      RETURN;
    WHEN 'package' THEN
      SELECT n.nspname INTO package FROM pg_catalog.pg_namespace AS n
      WHERE ora.package_name(n.oid) = ora.oracle_name(own) AND (ora.package_owner(n.oid) = ora.owner_name(home) OR n.nspname = own);
      PERFORM ora.invalidate_views_calling(package);
      found := 'drop schema ' || quote_ident(package) || ' cascade';
    WHEN 'type' THEN
      SELECT format('drop %s %s%s', CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, t.oid::regtype, CASE WHEN forced THEN ' cascade' ELSE '' END)
      INTO found FROM pg_catalog.pg_type AS t LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid
      WHERE t.oid = to_regtype(name) AND (t.typtype = 'd' OR c.relkind = 'c');
      -- Its methods go with it.
      FOR method IN SELECT f.oid::regprocedure AS routine FROM pg_catalog.pg_proc AS f
        WHERE found IS NOT NULL AND f.pronamespace = home::regnamespace AND starts_with(f.proname, own || '__')
      LOOP
        EXECUTE format('drop routine %s', method.routine);
      END LOOP;
    ELSE
      PERFORM ora.invalidate_views_calling(home, ARRAY[own, own || '__sql', own || '__view']);
      SELECT 'drop routine ' || string_agg(f.oid::regprocedure::text, ', ') INTO found FROM pg_catalog.pg_proc AS f
      WHERE f.pronamespace = to_regnamespace(quote_ident(home)) AND f.proname IN (own, own || '__sql', own || '__view', own || '__c', own || '__at', own || '__own', own || '__step', own || '__final')
        AND EXISTS (SELECT FROM pg_catalog.pg_proc AS m WHERE m.pronamespace = f.pronamespace AND m.proname = own AND (m.prokind = 'p') = (kind = 'procedure'));
  END CASE;
  IF found IS NULL THEN
    PERFORM ora.raise(4043, format('object %s does not exist', ora.oracle_name(own)));
  END IF;
  EXECUTE found;
EXCEPTION WHEN dependent_objects_still_exist THEN
  IF kind = 'type' THEN
    PERFORM ora.raise(2303);
  END IF;
  RAISE;
END
$$;
