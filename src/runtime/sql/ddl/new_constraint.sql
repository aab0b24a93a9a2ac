-- What a new constraint may not be: one of a name that another constraint of the schema has, a second primary key, a second key over the same columns.
-- PostgreSQL has names of constraints for each table alone, and lets keys repeat. kind: p, u or f. referenced: the table of a foreign key, and its columns
-- where they are named. (SQL Language Reference, "constraint"; Database Error Messages, ORA-02256, ORA-02260, ORA-02261, ORA-02264, ORA-02275)
CREATE FUNCTION ora.new_constraint(table_name text, constraint_name text, kind text DEFAULT NULL, columns text[] DEFAULT NULL, referenced text DEFAULT NULL,
  referenced_columns text[] DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation CONSTANT regclass := to_regclass(table_name);
  home CONSTANT oid := (SELECT c.relnamespace FROM pg_catalog.pg_class AS c WHERE c.oid = relation);
  parent CONSTANT regclass := to_regclass(referenced);
  keys CONSTANT text[] := coalesce(referenced_columns, ora.key_columns(parent, ora.key_name(parent, NULL)));
  unknown CONSTANT text := (SELECT c FROM unnest(referenced_columns) AS c WHERE parent IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = parent AND a.attnum > 0 AND a.attname = c) LIMIT 1);
  repeats boolean := false;
BEGIN
  IF relation IS NULL THEN
    PERFORM ora.raise(942);
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid WHERE k.conname = constraint_name AND k.connamespace = home AND k.conparentid = 0)
    OR EXISTS (SELECT FROM ora.disabled_constraints AS d JOIN pg_catalog.pg_class AS c ON c.oid = d.relation WHERE d.name = constraint_name AND c.relnamespace = home)
    OR EXISTS (SELECT FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
      WHERE c.relname = constraint_name AND c.relnamespace = home AND i.indnullsnotdistinct AND i.indpred IS NOT NULL)
  THEN
    PERFORM ora.raise(2264, 'name already used by an existing constraint');
  ELSIF kind = 'p' AND ora.key_name(relation, NULL) IS NOT NULL THEN
    PERFORM ora.raise(2260, 'table can have only one primary key');
  ELSIF kind IN ('p', 'u') AND (ora.key_name(relation, columns) IS NOT NULL OR columns = ora.key_columns(relation, ora.key_name(relation, NULL))
    OR EXISTS (SELECT FROM ora.disabled_constraints AS d WHERE d.relation = to_regclass(table_name) AND columns =
      ARRAY(SELECT btrim(c, ' "') FROM regexp_split_to_table(substring(d.definition FROM '(?i)^primary\s+key\s*\(([^()]*)\)'), ',') AS c))) THEN
    PERFORM ora.raise(2261, 'such unique or primary key already exists in the table');
  ELSIF unknown IS NOT NULL THEN
    PERFORM ora.raise(904, format('"%s": invalid identifier', ora.oracle_name(unknown)));
  ELSIF kind = 'f' AND cardinality(columns) <> cardinality(keys) THEN
    PERFORM ora.raise(2256, 'number of referencing columns must match referenced columns');
  ELSIF kind = 'f' AND EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.contype = 'f' AND k.confrelid = parent
    AND keys = (SELECT array_agg(a.attname::text ORDER BY u.place) FROM unnest(k.confkey) WITH ORDINALITY AS u(attnum, place)
      JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = u.attnum)
    AND columns = (SELECT array_agg(a.attname::text ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY AS u(attnum, place)
      JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum))
    OR kind = 'f' AND EXISTS (SELECT FROM ora.disabled_constraints AS d WHERE d.relation = to_regclass(table_name)
      AND ora.referenced_table(d.definition) = to_regclass(referenced)
      AND columns = ARRAY(SELECT btrim(c, ' "') FROM regexp_split_to_table(substring(d.definition FROM '(?i)^foreign\s+key\s*\(([^()]*)\)'), ',') AS c))
  THEN
    PERFORM ora.raise(2275, 'such a referential constraint already exists in the table');
  END IF;
  -- A key of several columns becomes an index, whose error would be that of an index.
  IF kind = 'u' AND cardinality(columns) > 1 AND columns <@ ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation AND a.attnum > 0) THEN
    EXECUTE format('select exists (select from %s group by %s having count(*) > 1 and num_nonnulls(%2$s) > 0)', relation,
      (SELECT string_agg(quote_ident(c), ', ') FROM unnest(columns) AS c)) INTO repeats;
    IF repeats THEN
      PERFORM ora.raise(2299, format('cannot validate (%s) - duplicate keys found', coalesce(upper(constraint_name), 'SYS_C')));
    END IF;
    -- The dictionary tells the index from one that is no key by this.
    INSERT INTO ora.definitions (relation, part, value, state) SELECT relation, 'unique ' || constraint_name, 'U', ''
    WHERE constraint_name IS NOT NULL
    ON CONFLICT ON CONSTRAINT definitions_pkey DO NOTHING;
  END IF;
END
$$;
