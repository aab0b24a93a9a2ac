-- The tables that hold the rows of PARTITION FOR or SUBPARTITION FOR: those of the partition whose bounds take the keys,
-- which are given as text. ORA-02149 where there is none. (SQL Language Reference, SELECT, "partition_extension_clause")
CREATE FUNCTION ora.partition_for(whole regclass, below boolean, VARIADIC keys text[]) RETURNS oid[]
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  columns text;
  part record;
  found_there boolean;
BEGIN
  -- The keys as columns of the table: the partition key's first, then those of its subpartitions.
  SELECT string_agg(format('%L::%s AS %I', keys[k.place], format_type(a.atttypid, a.atttypmod), a.attname), ', ') INTO columns
  FROM (SELECT p.attnum, row_number() OVER (ORDER BY p.level, p.place) AS place
        FROM (SELECT DISTINCT ON (t.level, u.place) t.level, u.place, u.attnum
              FROM pg_partition_tree(whole) AS t
              JOIN pg_catalog.pg_partitioned_table AS d ON d.partrelid = t.relid
              CROSS JOIN unnest(d.partattrs::int2[]) WITH ORDINALITY AS u(attnum, place)
              WHERE below OR t.level = 0
              ORDER BY t.level, u.place, t.relid) AS p) AS k
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = whole AND a.attnum = k.attnum;
  FOR part IN
    SELECT t.relid, pg_get_partition_constraintdef(t.relid) AS bounds
    FROM pg_partition_tree(whole) AS t
    WHERE CASE WHEN below THEN t.isleaf ELSE t.level = 1 END
  LOOP
    EXECUTE format('SELECT %s FROM (SELECT %s) AS x', part.bounds, columns) INTO found_there;
    IF found_there THEN
      RETURN ARRAY(SELECT l.relid::oid FROM pg_partition_tree(part.relid) AS l WHERE l.isleaf);
    END IF;
  END LOOP;
  PERFORM ora.raise(2149);
  RETURN NULL;
END
$$;
