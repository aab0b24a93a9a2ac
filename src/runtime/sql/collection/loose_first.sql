-- FIRST of an associative array whose last keys are not in order.
-- @each key | best
-- @of integer | nearest
-- @of text | nearest COLLATE "C"
CREATE FUNCTION ora.loose_first(k {key}[], ordered integer) RETURNS {key}
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  nearest {key} := k[1];
BEGIN
  FOR i IN ordered + 1 .. cardinality(k) LOOP
    IF k[i] < {best} THEN
      nearest := k[i];
    END IF;
  END LOOP;
  RETURN nearest;
END
$$;
