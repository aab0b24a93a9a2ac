-- ora.map_next of an associative array whose last keys are not in order.
-- @each key | asked | best
-- @of integer | key | nearest
-- @of text | key COLLATE "C" | nearest COLLATE "C"
CREATE FUNCTION ora.loose_next(k {key}[], ordered integer, key {key}) RETURNS {key}
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  low integer := 1;
  high integer := ordered + 1;
  middle integer;
  probe {key};
  nearest {key};
BEGIN
  IF key IS NULL THEN
    RETURN NULL;
  END IF;
  WHILE low < high LOOP
    middle := (low + high) / 2;
    probe := k[middle];
    IF probe > {asked} THEN
      high := middle;
    ELSE
      low := middle + 1;
    END IF;
  END LOOP;
  IF low <= ordered THEN
    nearest := k[low];
  END IF;
  FOR i IN ordered + 1 .. cardinality(k) LOOP
    probe := k[i];
    IF probe > {asked} AND (nearest IS NULL OR probe < {best}) THEN
      nearest := probe;
    END IF;
  END LOOP;
  RETURN nearest;
END
$$;
