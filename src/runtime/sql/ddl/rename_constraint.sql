-- ALTER TABLE … RENAME CONSTRAINT in a program: it may be disabled, or a UNIQUE one that is kept as a unique index. A constraint's name is the only one in
-- its schema. (SQL Language Reference, ALTER TABLE, "rename_constraint_clause"; Database Error Messages, ORA-02264, ORA-23292)
CREATE FUNCTION ora.rename_constraint(relation regclass, from_name text, to_name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT text := ora.own_constraint(relation, from_name);
  other CONSTANT text := ora.own_name(to_name);
  title CONSTANT text := coalesce((SELECT ora.constraint_title(k.oid) FROM pg_catalog.pg_constraint AS k
    WHERE k.conrelid = relation AND k.conname = own AND k.contype IN ('p', 'u')), ora.oracle_name(own));
  key CONSTANT regclass := ora.constraint_index(relation, own);
  required CONSTANT name := (SELECT a.attname FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = relation AND a.attnotnull AND a.attnum > 0 AND lower(ora.not_null_title(a.attrelid, a.attnum, a.attname)) = own);
  there CONSTANT boolean := EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.conname = own);
BEGIN
  IF required IS NOT NULL THEN
    PERFORM ora.note_definition(relation, 'notnull ' || required, ora.oracle_name(other));
    RETURN;
  END IF;
  IF NOT there AND key IS NULL AND NOT EXISTS (SELECT FROM ora.disabled_constraints AS d WHERE d.relation = rename_constraint.relation AND d.name = own) THEN
    PERFORM ora.raise(23292, 'The constraint does not exist');
  END IF;
  IF own = other THEN
    RETURN;
  END IF;
  PERFORM ora.new_constraint(relation::text, other);
  IF there THEN
    EXECUTE format('alter table %s rename constraint %I to %I', relation, own, other);
    PERFORM ora.note_index_name(relation, other, title);
  ELSIF key IS NOT NULL THEN
    EXECUTE format('alter index %s rename to %I', key, other);
    PERFORM ora.note_index_name(relation, other, title);
  ELSE
    UPDATE ora.disabled_constraints AS d SET name = other WHERE d.relation = rename_constraint.relation AND d.name = own;
  END IF;
END
$$;
