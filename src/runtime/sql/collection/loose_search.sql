-- The search of ora.loose_found: halving among the keys in order, then one by one. A key that is not there, or NULL, is at 0.
-- @each key | compared
-- @of integer | key
-- @of text | key COLLATE "C"
CREATE FUNCTION ora.loose_search(k {key}[], ordered integer, key {key}) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  low integer := 1;
  high integer := ordered;
  middle integer;
  probe {key};
BEGIN
  IF high > 0 AND k[high] >= {compared} THEN
    WHILE low < high LOOP
      middle := (low + high) / 2;
      probe := k[middle];
      IF probe < {compared} THEN
        low := middle + 1;
      ELSE
        high := middle;
      END IF;
    END LOOP;
    IF k[low] = key THEN
      RETURN low;
    END IF;
  END IF;
  FOR i IN ordered + 1 .. cardinality(k) LOOP
    IF k[i] = key THEN
      RETURN i;
    END IF;
  END LOOP;
  RETURN 0;
END
$$;
