-- ALTER TABLE … SPLIT PARTITION: at a value of a range, or with the values of a list that go to the first new partition.
-- (VLDB and Partitioning Guide, "Splitting Partitions"; Database Error Messages, ORA-14080)
CREATE FUNCTION ora.split_partition(parent regclass, part regclass, at text[], one text, other text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  b record;
  values_at text := (SELECT string_agg(quote_literal(x), ', ') FROM unnest(at) AS x);
  rest text;
BEGIN
  SELECT * INTO b FROM ora.partition_bound(part);
  IF b.lower IS NULL THEN
    SELECT string_agg(x, ', ') INTO rest FROM unnest(regexp_split_to_array(substring(b.bound FROM ' IN \((.*)\)$'), ',\s*')) AS x
    WHERE x <> ALL (SELECT quote_literal(y) FROM unnest(at) AS y);
    PERFORM ora.repartition(parent, ARRAY[part], ARRAY[one, other], ARRAY['for values in (' || values_at || ')',
      CASE b.bound WHEN 'DEFAULT' THEN 'default' ELSE 'for values in (' || rest || ')' END]);
  ELSE
    BEGIN
      PERFORM ora.repartition(parent, ARRAY[part], ARRAY[one, other], ARRAY[
        format('for values from (%s) to (%s)', b.lower, values_at),
        CASE b.bound WHEN 'DEFAULT' THEN 'default' ELSE format('for values from (%s) to (%s)', values_at, b.upper) END]);
    EXCEPTION WHEN invalid_object_definition OR check_violation THEN
      PERFORM ora.raise(14080, 'partition cannot be split along the specified high bound');
    END;
  END IF;
END
$$;
