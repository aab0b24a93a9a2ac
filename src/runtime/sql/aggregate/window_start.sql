-- The place of the first row of a RANGE window in the ordered keys of the partition. The window of a row without a key has the rows without one.
CREATE FUNCTION ora.window_start(keys anyarray, key anyelement, bound anyelement, descending boolean) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT 1 + CASE
    WHEN key IS NULL THEN CASE WHEN keys[1] IS NULL THEN 0 ELSE count(k) END
    ELSE count(*) FILTER (WHERE CASE WHEN k IS NULL THEN keys[1] IS NULL WHEN descending THEN k > bound ELSE k < bound END)
  END
  FROM unnest(keys) AS k
$$;
