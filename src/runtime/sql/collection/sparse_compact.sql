-- The elements that a nested table with deleted ones still has: what SQL sees of it.
CREATE FUNCTION ora.sparse_compact(a anyarray, gone boolean[]) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN a IS NULL OR array_position(gone, true) IS NULL THEN a
    ELSE ARRAY(SELECT a[i] FROM generate_series(1, cardinality(a)) i WHERE gone[i] IS NOT TRUE ORDER BY i) END
$$;
