-- The search of ora.map_slot: halving, but for integer keys without gaps, whose place is known. Among few keys PostgreSQL's own search
-- is the quickest, which copies the array. (PostgreSQL manual, "Mathematical Functions": width_bucket)
CREATE FUNCTION ora.map_search(k integer[], key integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  n integer := cardinality(k);
  low integer := 1;
  high integer := n;
  middle integer;
  probe integer;
BEGIN
  IF key IS NULL THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: NULL index table key value', n);
  ELSIF n = 0 OR key > k[n] THEN
    RETURN -n - 1;
  ELSIF key::bigint - k[1] + 1 BETWEEN 1 AND n AND k[(key::bigint - k[1] + 1)::integer] = key THEN
    RETURN key::bigint - k[1] + 1;
  ELSIF n <= 128 THEN
    middle := width_bucket(key, k);
    RETURN CASE WHEN k[middle] = key THEN middle ELSE -middle - 1 END;
  END IF;
  WHILE low <= high LOOP
    middle := (low + high) / 2;
    probe := k[middle];
    IF probe < key THEN
      low := middle + 1;
    ELSIF probe = key THEN
      RETURN middle;
    ELSE
      high := middle - 1;
    END IF;
  END LOOP;
  RETURN -low;
END
$$;

-- Text keys: in binary order. (PL/SQL Language Reference, "Associative Arrays Indexed by String": NLS_SORT BINARY)
CREATE FUNCTION ora.map_search(k text[], key text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  n integer := cardinality(k);
  low integer := 1;
  high integer := n;
  middle integer;
  probe text;
BEGIN
  IF key IS NULL THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: NULL index table key value', n);
  ELSIF n = 0 THEN
    RETURN -1;
  ELSIF n <= 64 THEN
    middle := width_bucket(key COLLATE "C", k);
    RETURN CASE WHEN k[middle] = key THEN middle ELSE -middle - 1 END;
  ELSIF key > k[n] COLLATE "C" THEN
    RETURN -n - 1;
  END IF;
  WHILE low <= high LOOP
    middle := (low + high) / 2;
    probe := k[middle];
    IF probe < key COLLATE "C" THEN
      low := middle + 1;
    ELSIF probe = key THEN
      RETURN middle;
    ELSE
      high := middle - 1;
    END IF;
  END LOOP;
  RETURN -low;
END
$$;
