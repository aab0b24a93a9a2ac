-- ALTER TABLE … DROP COLUMN and SET UNUSED, in programs and where triggers or views name the column: the table keeps one column at least; what other columns or tables share in a constraint keeps its column, but for CASCADE
-- CONSTRAINTS. (SQL Language Reference, ALTER TABLE, "drop_column_clause"; Database Error Messages, ORA-12983, ORA-12991, ORA-12992, ORA-54031)
CREATE FUNCTION ora.drop_columns(relation regclass, columns text[], cascades boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  names CONSTANT text[] := ARRAY(SELECT ora.own_name(c) FROM unnest(columns) AS c);
  numbers smallint[] := '{}';
  missing text;
  trigger_name name;
  kept boolean;
BEGIN
  SELECT n INTO missing FROM unnest(names) AS n
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation AND a.attname = n AND a.attnum > 0 AND NOT a.attisdropped)
  LIMIT 1;
  IF missing IS NOT NULL THEN
    PERFORM ora.raise(904, '"' || ora.oracle_name(missing) || '": invalid identifier');
  END IF;
  numbers := ARRAY(SELECT a.attnum FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation AND a.attname = ANY (names));
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (names)) THEN
    PERFORM ora.raise(12983, 'cannot drop all columns in a table');
  END IF;
  PERFORM ora.raise(54031) WHERE ora.is_under_virtual(relation, numbers);
  IF NOT cascades THEN
    IF EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.contype = 'f' AND k.confrelid = relation AND k.confkey && numbers
      AND NOT (k.conrelid = relation AND k.conkey <@ numbers))
    THEN
      PERFORM ora.raise(12992, 'cannot drop parent key column');
    ELSIF EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.conkey && numbers AND NOT k.conkey <@ numbers)
      OR EXISTS (SELECT FROM pg_catalog.pg_index AS i WHERE i.indrelid = relation AND i.indisunique AND i.indnullsnotdistinct AND i.indpred IS NOT NULL
        AND i.indkey::smallint[] && numbers AND NOT i.indkey::smallint[] <@ numbers)
      OR EXISTS (SELECT FROM ora.disabled_constraints AS d
        CROSS JOIN LATERAL (SELECT array_agg(btrim(c, ' "')) FROM regexp_split_to_table(substring(d.definition FROM '\(([^()]*)\)'), ',') AS c) AS k(columns)
        WHERE d.relation = drop_columns.relation AND d.definition !~* '^check' AND k.columns && names AND NOT k.columns <@ names)
    THEN
      PERFORM ora.raise(12991, 'column is referenced in a multi-column constraint');
    END IF;
  END IF;
  PERFORM ora.invalidate_views(relation, columns);
  -- What notes the column for UPDATING goes with it.
  FOR trigger_name IN SELECT g.tgname FROM pg_catalog.pg_trigger AS g WHERE g.tgrelid = relation AND g.tgname ~ '^__' AND g.tgattr::smallint[] && numbers LOOP
    EXECUTE format('drop trigger %I on %s', trigger_name, relation);
  END LOOP;
  -- A materialized view and its rows stay, and the column with them.
  kept := EXISTS (SELECT FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
    JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class AND c.relkind = 'm'
    WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = relation AND d.refobjsubid = ANY (numbers));
  EXECUTE format('alter table %s %s', relation,
    (SELECT string_agg(format('drop column %I%s', n, CASE WHEN kept THEN '' ELSE ' cascade' END), ', ') FROM unnest(names) AS n));
  -- What is disabled goes with its column, too.
  DELETE FROM ora.disabled_constraints AS d WHERE d.relation = drop_columns.relation
    AND EXISTS (SELECT FROM unnest(names) AS n WHERE regexp_replace(d.definition, '\mreferences\M.*$', '', 'i') ~ ('\m' || n || '\M'));
END
$$;
