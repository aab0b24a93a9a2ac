-- NULL is allowed again in columns that a primary key had made NOT NULL, which in PostgreSQL stay so without it. stays: columns that are NOT NULL by
-- themselves; NULL: that is not known. (SQL Language Reference, "constraint", "Primary Key Constraints")
CREATE FUNCTION ora.free_of_key(relation regclass, columns text[], stays text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  column_name text;
BEGIN
  FOR column_name IN SELECT a.attname FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = relation AND a.attname = ANY (columns) AND a.attnotnull AND a.attname <> ALL (stays)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.contype = 'p' AND a.attnum = ANY (k.conkey))
  LOOP
    EXECUTE format('alter table %s alter column %I drop not null', relation, column_name);
  END LOOP;
END
$$;
