-- ora.map_at of an associative array whose last keys are not in order: a key that is not there raises.
-- Integer keys 1 … n and 0 … n, and text keys of a small array, are found at once: the planner puts the body in the place of the call.
CREATE FUNCTION ora.loose_at(k integer[], ordered integer, key integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN k[key] = key THEN key
    WHEN key = 2147483647 THEN ora.loose_needed(k, ordered, key)
    WHEN k[key + 1] = key THEN key + 1
    ELSE ora.loose_needed(k, ordered, key)
  END
$$;

CREATE FUNCTION ora.loose_at(k text[], ordered integer, key text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN cardinality(k) <= 64 THEN coalesce(array_position(k, key), ora.loose_needed(k, ordered, key))
    ELSE ora.loose_needed(k, ordered, key)
  END
$$;
