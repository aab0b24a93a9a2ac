-- ALTER TABLE … MODIFY PARTITION … ADD VALUES and DROP VALUES of a list partition. (SQL Language Reference, ALTER TABLE, "modify_list_partition")
CREATE FUNCTION ora.partition_values(parent regclass, part regclass, changed text[], adds boolean) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  given text[] := (SELECT array_agg(coalesce(quote_literal(x), 'NULL')) FROM unnest(changed) AS x);
  -- A literal of the bound is a text, a number or NULL; texts have commas, too.
  now text[] := (SELECT array_agg(CASE WHEN m[1] ~ '^(''|NULL$)' THEN m[1] ELSE quote_literal(m[1]) END)
    FROM regexp_matches(substring((SELECT b.bound FROM ora.partition_bound(part) AS b) FROM ' IN \((.*)\)$'), '(''(?:[^'']|'''')*''|[^,\s][^,]*)', 'g') AS m);
BEGIN
  IF adds AND given && now THEN
    PERFORM ora.raise(14312, 'value already exists in partition');
  ELSIF NOT adds AND NOT given <@ now THEN
    PERFORM ora.raise(14313, 'value does not exist in partition');
  ELSIF NOT adds AND now <@ given THEN
    PERFORM ora.raise(14317, 'cannot drop the last value of partition');
  END IF;
  BEGIN
    EXECUTE format('alter table %s detach partition %s', parent, part);
    EXECUTE format('alter table %s attach partition %s for values in (%s)', parent, part,
      (SELECT string_agg(x, ', ') FROM unnest(CASE WHEN adds THEN now || given ELSE now END) AS x WHERE adds OR x <> ALL (given)));
  EXCEPTION WHEN check_violation THEN
    IF adds THEN
      PERFORM ora.raise(14324, 'values being added already exist in DEFAULT partition');
    END IF;
    PERFORM ora.raise(14518, 'partition contains rows corresponding to values being dropped');
  END;
END
$$;
