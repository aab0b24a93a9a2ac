-- ora.map_slot of an associative array whose last keys are not in order: the position of a key, or minus the position behind the last.
-- A NULL key is ORA-06502. Integer keys 1 … n and 0 … n, the place behind keys that are all in order, and text keys of a small array, are found
-- at once: the planner puts the body in the place of the call.
CREATE FUNCTION ora.loose_slot(k integer[], ordered integer, key integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN k[key] = key THEN key
    WHEN key = 2147483647 THEN ora.loose_place(k, ordered, key)
    WHEN k[key + 1] = key THEN key + 1
    WHEN cardinality(k) = ordered AND k[ordered] < key THEN -1 - ordered
    ELSE ora.loose_place(k, ordered, key)
  END
$$;

CREATE FUNCTION ora.loose_slot(k text[], ordered integer, key text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN cardinality(k) <= 64 AND key IS NOT NULL THEN coalesce(array_position(k, key), -1 - cardinality(k))
    ELSE ora.loose_place(k, ordered, key)
  END
$$;
