-- ALTER TABLE … ADD PARTITION of a range whose last partition is known at run time only: it begins where that one ends.
-- (VLDB and Partitioning Guide, "Adding Partitions"; Database Error Messages, ORA-14013, ORA-14074)
CREATE FUNCTION ora.add_partition(parent regclass, part text, upper text[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('create table %I.%I partition of %s for values from (%s) to (%s)',
    (SELECT n.nspname FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = parent),
    part, parent, ora.range_end(parent, NULL), (SELECT string_agg(quote_literal(x), ', ' ORDER BY i) FROM unnest(upper) WITH ORDINALITY AS u(x, i)));
EXCEPTION
  WHEN duplicate_table THEN
    IF EXISTS (SELECT FROM pg_catalog.pg_inherits AS h JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid WHERE h.inhparent = parent AND c.relname = part) THEN
      PERFORM ora.raise(14013, 'duplicate partition name');
    END IF;
    RAISE;
  WHEN invalid_object_definition THEN
    PERFORM ora.raise(14074);
END
$$;
