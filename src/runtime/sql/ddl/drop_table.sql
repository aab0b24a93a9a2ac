-- DROP TABLE. In Oracle views and routines that use the table only become invalid. Views stay so with the last argument (ora.invalidate_views); else they, and routines always, have to go
-- with it: they cannot be used until the table is there again, and scripts that create it create them anew. A foreign key of another table stands in the way, but for CASCADE CONSTRAINTS, which takes the key only.
-- Types of packages that hold its rows go, too. What else depends on it (a materialized view) keeps it, with PostgreSQL's error. (SQL Language Reference, "DROP TABLE")
CREATE FUNCTION ora.drop_table(name text, constraints boolean DEFAULT false, missing boolean DEFAULT false, views boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation CONSTANT regclass := to_regclass(name);
  key record;
  others boolean;
  composites text[];
BEGIN
  IF relation IS NULL AND missing THEN
    RETURN;
  END IF;
  IF (SELECT c.relkind = 'm' FROM pg_catalog.pg_class AS c WHERE c.oid = relation) THEN
    PERFORM ora.raise(12083);
  ELSIF relation IS NULL OR (SELECT c.relkind NOT IN ('r', 'p', 'f') FROM pg_catalog.pg_class AS c WHERE c.oid = relation) THEN
    PERFORM ora.raise(942);
  END IF;
  IF ora.is_gtt_template(relation) THEN
    CALL ora.gtt_unused(name, 14452);
    EXECUTE format('drop table if exists pg_temp.%I', (parse_ident(name))[2]);
  END IF;
  CALL ora.ddl_lock(name);
  FOR key IN SELECT k.conrelid::regclass AS owner, k.conname FROM pg_catalog.pg_constraint AS k
    WHERE k.contype = 'f' AND k.confrelid = relation AND k.conrelid <> relation AND k.conparentid = 0
  LOOP
    IF NOT constraints THEN
      PERFORM ora.raise(2449);
    END IF;
    EXECUTE format('alter table %s drop constraint %I', key.owner, key.conname);
  END LOOP;
  IF EXISTS (SELECT FROM ora.disabled_constraints AS d WHERE d.relation <> to_regclass(drop_table.name) AND ora.referenced_table(d.definition) = to_regclass(drop_table.name)) AND NOT constraints THEN
    PERFORM ora.raise(2449);
  END IF;
  DELETE FROM ora.disabled_constraints AS d WHERE to_regclass(drop_table.name) IN (d.relation, ora.referenced_table(d.definition));
  IF views THEN
    PERFORM ora.invalidate_views(relation);
  END IF;
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
        -- Not what belongs to the table itself: checks, keys, indexes.
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS o WHERE o.classid = d.classid AND o.objid = d.objid
          AND o.refclassid = 'pg_class'::regclass AND o.refobjid = relation AND o.deptype IN ('a', 'i'))
      UNION ALL
      SELECT d.classid, d.objid FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_type AS t ON t.oid = d.objid AND t.typtype = 'd'
      WHERE d.classid = 'pg_type'::regclass AND d.refclassid = g.kind AND d.refobjid = g.id AND d.deptype = 'n'
    ) AS x
  )
  SELECT bool_or(g.kind <> ALL (ARRAY['pg_class', 'pg_type', 'pg_proc']::regclass[]) OR c.relkind NOT IN ('v', 'c') AND c.oid <> relation),
    array_agg(format('%s', c.oid::regclass)) FILTER (WHERE c.relkind = 'c') INTO others, composites
  FROM gone AS g
  LEFT JOIN pg_catalog.pg_class AS c ON g.kind = 'pg_class'::regclass AND c.oid = g.id;
  -- CASCADE alone would take the attribute only.
  IF NOT coalesce(others, false) AND composites IS NOT NULL THEN
    EXECUTE format('drop type %s cascade', array_to_string(composites, ', '));
  END IF;
  EXECUTE format('drop table %s%s', relation, CASE WHEN others THEN '' ELSE ' cascade' END);
END
$$;
