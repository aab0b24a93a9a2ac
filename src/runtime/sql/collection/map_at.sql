-- The position of a key of an associative array; without it NO_DATA_FOUND. (PL/SQL Language Reference, "Predefined Exceptions")
-- Integer keys 1 … n and 0 … n, and text keys of a small array, are found at once: the planner puts the body in the place of the call.
CREATE FUNCTION ora.map_at(k integer[], key integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN k[key] = key THEN key
    WHEN key = 2147483647 THEN ora.map_needed(k, key)
    WHEN k[key + 1] = key THEN key + 1
    ELSE ora.map_needed(k, key)
  END
$$;

CREATE FUNCTION ora.map_at(k text[], key text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN cardinality(k) <= 64 AND k[width_bucket(key COLLATE "C", k)] = key THEN width_bucket(key COLLATE "C", k)
    ELSE ora.map_needed(k, key)
  END
$$;
