-- ALTER TABLE … MERGE PARTITIONS: two neighbours of a range, or two partitions of a list. (VLDB and Partitioning Guide, "Merging Partitions")
CREATE FUNCTION ora.merge_partitions(parent regclass, one regclass, other regclass, merged text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  a record;
  b record;
BEGIN
  SELECT * INTO a FROM ora.partition_bound(one);
  SELECT * INTO b FROM ora.partition_bound(other);
  IF a.lower IS NOT NULL AND a.upper IS DISTINCT FROM b.lower THEN
    IF b.upper = a.lower THEN
      PERFORM ora.raise(14273, 'lower-bound partition must be specified first');
    END IF;
    PERFORM ora.raise(14274, 'partitions being merged are not adjacent');
  END IF;
  PERFORM ora.repartition(parent, ARRAY[one, other], ARRAY[merged], ARRAY[CASE
    WHEN 'DEFAULT' IN (a.bound, b.bound) THEN 'default'
    WHEN a.lower IS NULL THEN format('for values in (%s, %s)', substring(a.bound FROM ' IN \((.*)\)$'), substring(b.bound FROM ' IN \((.*)\)$'))
    ELSE format('for values from (%s) to (%s)', a.lower, b.upper) END]);
END
$$;
