-- ALTER TABLE … DROP PRIMARY KEY, where the key's name is not known before. (SQL Language Reference, "ALTER TABLE", drop_constraint_clause)
CREATE FUNCTION ora.drop_primary_key(relation regclass, cascades boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  key_name name := (SELECT k.conname FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.contype = 'p');
BEGIN
  IF key_name IS NULL THEN
    PERFORM ora.raise(2441, 'Cannot drop nonexistent primary key');
  END IF;
  EXECUTE format('alter table %s drop constraint %I %s', relation, key_name, CASE WHEN cascades THEN 'cascade' END);
EXCEPTION WHEN dependent_objects_still_exist THEN
  PERFORM ora.raise(2273, 'this unique/primary key is referenced by some foreign keys');
END
$$;
