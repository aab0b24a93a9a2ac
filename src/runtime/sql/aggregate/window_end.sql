-- The place of the last row of a RANGE window in the ordered keys of the partition. The window of a row without a key has the rows without one.
CREATE FUNCTION ora.window_end(keys anyarray, key anyelement, bound anyelement, descending boolean) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN key IS NULL THEN CASE WHEN keys[1] IS NULL THEN count(*) - count(k) ELSE count(*) END
    ELSE count(*) FILTER (WHERE CASE WHEN k IS NULL THEN keys[1] IS NULL WHEN descending THEN k >= bound ELSE k <= bound END)
  END
  FROM unnest(keys) AS k
$$;
