-- An associative array with all of its keys in order. Looking through keys that are not costs time for each of them, as putting them in order
-- does for all: the square root balances both.
-- @each key | ordering
-- @of integer | k[i]
-- @of text | k[i] COLLATE "C"
CREATE FUNCTION ora.loose_sorted(INOUT k {key}[], INOUT v anyarray, INOUT ordered integer)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  n integer := cardinality(k);
  places integer[];
BEGIN
  IF n > ordered THEN
    places := ARRAY(SELECT i FROM generate_series(1, n) i ORDER BY {ordering});
    k := ARRAY(SELECT k[i] FROM unnest(places) i);
    v := ARRAY(SELECT v[i] FROM unnest(places) i);
    ordered := n;
  END IF;
END
$$;
