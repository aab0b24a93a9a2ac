-- ALTER TABLE … DROP CONSTRAINT, where the constraint may be disabled, or a UNIQUE one that is kept as a unique index.
-- (SQL Language Reference, "ALTER TABLE", drop_constraint_clause)
CREATE FUNCTION ora.drop_constraint(relation regclass, constraint_name text, cascades boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  key regclass;
BEGIN
  DELETE FROM ora.disabled_constraints AS d WHERE d.relation = drop_constraint.relation AND d.name = constraint_name;
  IF FOUND THEN
    RETURN;
  END IF;
  SELECT i.indexrelid::regclass INTO key
  FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
  WHERE i.indrelid = relation AND i.indisunique AND c.relname = constraint_name
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.conname = constraint_name);
  IF FOUND THEN
    EXECUTE format('drop index %s', key);
  ELSE
    EXECUTE format('alter table %s drop constraint %I %s', relation, constraint_name, CASE WHEN cascades THEN 'cascade' END);
  END IF;
EXCEPTION WHEN dependent_objects_still_exist THEN
  PERFORM ora.raise(2273, 'this unique/primary key is referenced by some foreign keys');
END
$$;
