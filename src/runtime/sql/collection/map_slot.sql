-- Where a key stands in the ascending keys of an associative array: its position, or minus the position where it would have to go.
-- A NULL key is ORA-06502. Keys 1 … n are found at once.
CREATE FUNCTION ora.map_slot(k integer[], key integer) RETURNS integer
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
  ELSIF k[key] = key THEN
    RETURN key;
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
CREATE FUNCTION ora.map_slot(k text[], key text) RETURNS integer
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
  ELSIF n = 0 OR key > k[n] COLLATE "C" THEN
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
