-- ALTER TABLE … ADD PARTITION of a range whose last partitions may have been dropped: it begins where the last one ends that is left.
-- (VLDB and Partitioning Guide, "Adding Partitions")
CREATE FUNCTION ora.add_partition(parent regclass, part text, upper text[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('create table %I.%I partition of %s for values from (%s) to (%s)',
    (SELECT n.nspname FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = parent),
    part, parent, ora.range_end(parent, NULL), (SELECT string_agg(quote_literal(x), ', ' ORDER BY i) FROM unnest(upper) WITH ORDINALITY AS u(x, i)));
END
$$;
