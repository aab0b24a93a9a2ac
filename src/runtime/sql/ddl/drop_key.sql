-- ALTER TABLE … DROP PRIMARY KEY and DROP UNIQUE (columns): the key is looked for when the statement runs, since it may have been made or renamed before.
-- columns: NULL for the primary key. (SQL Language Reference, "ALTER TABLE", drop_constraint_clause)
CREATE FUNCTION ora.drop_key(relation regclass, columns text[], cascades boolean, stays text[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  name CONSTANT text := ora.key_name(relation, columns);
BEGIN
  IF name IS NULL AND columns IS NULL THEN
    PERFORM ora.raise(2441, 'Cannot drop nonexistent primary key');
  ELSIF name IS NULL THEN
    PERFORM ora.raise(2442, 'Cannot drop nonexistent unique key');
  END IF;
  PERFORM ora.drop_constraint(relation, format('"%s"', name), cascades, stays);
END
$$;
