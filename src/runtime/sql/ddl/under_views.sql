-- Executes a statement that PostgreSQL refuses while views show the column that it changes, or triggers name it in UPDATE OF or WHEN: they are dropped, and
-- made again behind it, with their privileges and comments. Oracle compiles them again at their next use. Materialized views, whose rows would be others then, and
-- views with rules of their own stay, and with them PostgreSQL's error.
CREATE FUNCTION ora.under_views(relation regclass, statement text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  views oid[];
  made text[] := '{}';
  trigger record;
BEGIN
  WITH RECURSIVE above AS (
    SELECT DISTINCT r.ev_class AS view, 1 AS depth FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = relation
      AND r.ev_class <> relation
    UNION
    SELECT r.ev_class, a.depth + 1 FROM above AS a
    JOIN pg_catalog.pg_depend AS d ON d.refobjid = a.view AND d.refclassid = 'pg_catalog.pg_class'::regclass
    JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid AND d.classid = 'pg_catalog.pg_rewrite'::regclass
    WHERE r.ev_class <> a.view
  )
  SELECT array_agg(v.view ORDER BY v.depth, v.view) INTO views FROM (SELECT a.view, max(a.depth) AS depth FROM above AS a GROUP BY a.view) AS v;
  IF EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = ANY (views) AND (c.relkind <> 'v'
      OR EXISTS (SELECT FROM pg_catalog.pg_rewrite AS r WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'))) THEN
    views := NULL;
  END IF;
  FOR i IN 1 .. coalesce(cardinality(views), 0) LOOP
    made := made || (SELECT format('create view %s%s as %s', views[i]::regclass,
      coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''), pg_get_viewdef(c.oid)) FROM pg_catalog.pg_class AS c WHERE c.oid = views[i]);
    FOR trigger IN SELECT pg_get_triggerdef(t.oid) AS definition FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = views[i] AND NOT t.tgisinternal LOOP
      made := made || trigger.definition;
    END LOOP;
    made := made || ora.beside_view(views[i]);
  END LOOP;
  FOR i IN REVERSE coalesce(cardinality(views), 0) .. 1 LOOP
    EXECUTE format('drop view %s', views[i]::regclass);
  END LOOP;
  FOR trigger IN SELECT t.tgname, pg_get_triggerdef(t.oid) AS definition,
      CASE t.tgenabled WHEN 'D' THEN 'disable' WHEN 'R' THEN 'enable replica' WHEN 'A' THEN 'enable always' END AS state
    FROM pg_catalog.pg_trigger AS t
    WHERE t.tgrelid = relation AND NOT t.tgisinternal AND t.tgparentid = 0 AND (t.tgattr::text <> '' OR t.tgqual IS NOT NULL)
  LOOP
    EXECUTE format('drop trigger %I on %s', trigger.tgname, relation);
    made := made || trigger.definition;
    IF trigger.state IS NOT NULL THEN
      made := made || format('alter table %s %s trigger %I', relation, trigger.state, trigger.tgname);
    END IF;
  END LOOP;
  EXECUTE statement;
  FOR i IN 1 .. cardinality(made) LOOP
    EXECUTE made[i];
  END LOOP;
END
$$;
