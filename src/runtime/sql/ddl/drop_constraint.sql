-- ALTER TABLE … DROP CONSTRAINT, where the constraint may be disabled, or a UNIQUE one that is kept as a unique index. stays: see ora.free_of_key.
-- (SQL Language Reference, "ALTER TABLE", drop_constraint_clause)
CREATE FUNCTION ora.drop_constraint(relation regclass, constraint_name text, cascades boolean DEFAULT false, stays text[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  own CONSTANT text := ora.own_constraint(relation, constraint_name);
  columns CONSTANT text[] := ora.key_columns(relation, own);
  key CONSTANT regclass := ora.constraint_index(relation, own);
  required CONSTANT name := (SELECT a.attname FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = relation AND a.attnotnull AND a.attnum > 0 AND lower(ora.not_null_title(a.attrelid, a.attnum, a.attname)) = own);
BEGIN
  IF required IS NOT NULL THEN
    EXECUTE format('alter table %s alter column %I drop not null', relation, required);
    RETURN;
  END IF;
  DELETE FROM ora.disabled_constraints AS d WHERE d.relation = drop_constraint.relation AND d.name = own;
  IF FOUND THEN
    RETURN;
  ELSIF key IS NOT NULL THEN
    EXECUTE format('drop index %s', key);
    RETURN;
  ELSIF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.conname = own) THEN
    PERFORM ora.raise(2443, 'Cannot drop constraint  - nonexistent constraint');
  END IF;
  IF cascades THEN
    PERFORM ora.drop_dependent_keys(relation, own);
  ELSIF EXISTS (SELECT FROM ora.disabled_constraints AS d
    JOIN pg_catalog.pg_constraint AS k ON k.oid = ora.referenced_key(d.definition)
    WHERE d.definition ~* '^foreign key' AND k.conrelid = drop_constraint.relation AND k.conname = own)
  THEN
    -- A foreign key that is disabled refers to the key as well.
    PERFORM ora.raise(2273, 'this unique/primary key is referenced by some foreign keys');
  END IF;
  EXECUTE format('alter table %s drop constraint %I %s', relation, own, CASE WHEN cascades THEN 'cascade' END);
  PERFORM ora.free_of_key(relation, columns, stays);
EXCEPTION WHEN dependent_objects_still_exist THEN
  PERFORM ora.raise(2273, 'this unique/primary key is referenced by some foreign keys');
END
$$;
