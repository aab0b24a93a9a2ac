-- Where a key stands in the ascending keys of an associative array: its position, or minus the position where it would have to go.
-- A NULL key is ORA-06502. Keys 1 … n and 0 … n are found at once, and so is the place behind the last: the planner puts the body in the place of the call.
CREATE FUNCTION ora.map_slot(k integer[], key integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN k[key] = key THEN key
    WHEN key = 2147483647 THEN ora.map_search(k, key)
    WHEN k[key + 1] = key THEN key + 1
    WHEN k[cardinality(k)] < key THEN -1 - cardinality(k)
    ELSE ora.map_search(k, key)
  END
$$;

-- Text keys: in binary order; those of a small array at once. (PL/SQL Language Reference, "Associative Arrays Indexed by String": NLS_SORT BINARY)
CREATE FUNCTION ora.map_slot(k text[], key text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN cardinality(k) <= 64 AND key IS NOT NULL THEN
      CASE WHEN k[width_bucket(key COLLATE "C", k)] = key THEN width_bucket(key COLLATE "C", k) ELSE -1 - width_bucket(key COLLATE "C", k) END
    ELSE ora.map_search(k, key)
  END
$$;
