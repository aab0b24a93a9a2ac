-- DROP TABLE. In Oracle views and routines that use the table only become invalid; here they have to go with it: they cannot be used until the table is
-- there again, and scripts that create it create them anew. A foreign key of another table stands in the way, but for CASCADE CONSTRAINTS, which takes the key only.
-- What else depends on it (a materialized view, a type that holds its rows) keeps it, with PostgreSQL's error. (SQL Language Reference, "DROP TABLE")
CREATE FUNCTION ora.drop_table(name text, constraints boolean DEFAULT false, missing boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation regclass := to_regclass(name);
  key record;
  others boolean;
BEGIN
  IF relation IS NULL AND missing THEN
    RETURN;
  END IF;
  IF relation IS NULL OR (SELECT c.relkind NOT IN ('r', 'p', 'f') FROM pg_catalog.pg_class AS c WHERE c.oid = relation) THEN
    PERFORM ora.raise(942);
  END IF;
  FOR key IN SELECT k.conrelid::regclass AS owner, k.conname FROM pg_catalog.pg_constraint AS k
    WHERE k.contype = 'f' AND k.confrelid = relation AND k.conrelid <> relation AND k.conparentid = 0
  LOOP
    IF NOT constraints THEN
      PERFORM ora.raise(2449);
    END IF;
    EXECUTE format('alter table %s drop constraint %I', key.owner, key.conname);
  END LOOP;
  WITH RECURSIVE gone(kind, id) AS (
    SELECT 'pg_class'::regclass::oid, relation::oid
    UNION
    SELECT x.kind, x.id FROM gone AS g, LATERAL (
      SELECT 'pg_type'::regclass::oid AS kind, t.oid AS id FROM pg_catalog.pg_type AS t
      WHERE g.kind = 'pg_class'::regclass AND t.typrelid = g.id OR g.kind = 'pg_type'::regclass AND t.typelem = g.id AND t.typlen = -1
      UNION ALL
      SELECT 'pg_class'::regclass, r.ev_class FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
      WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = g.kind AND d.refobjid = g.id AND d.deptype = 'n'
      UNION ALL
      SELECT d.classid, d.objid FROM pg_catalog.pg_depend AS d
      WHERE d.classid NOT IN ('pg_rewrite'::regclass, 'pg_type'::regclass) AND d.refclassid = g.kind AND d.refobjid = g.id AND d.deptype = 'n'
      UNION ALL
      SELECT d.classid, d.objid FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_type AS t ON t.oid = d.objid AND t.typtype = 'd'
      WHERE d.classid = 'pg_type'::regclass AND d.refclassid = g.kind AND d.refobjid = g.id AND d.deptype = 'n'
    ) AS x
  )
  SELECT bool_or(g.kind <> ALL (ARRAY['pg_class', 'pg_type', 'pg_proc']::regclass[]) OR c.relkind <> 'v' AND c.oid <> relation OR t.typtype = 'd') INTO others
  FROM gone AS g
  LEFT JOIN pg_catalog.pg_class AS c ON g.kind = 'pg_class'::regclass AND c.oid = g.id
  LEFT JOIN pg_catalog.pg_type AS t ON g.kind = 'pg_type'::regclass AND t.oid = g.id;
  EXECUTE format('drop table %s%s', relation, CASE WHEN others THEN '' ELSE ' cascade' END);
END
$$;
