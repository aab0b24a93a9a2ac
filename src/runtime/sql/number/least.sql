-- LEAST of several values: NULL if any of them is, where PostgreSQL's least passes over NULL. (SQL Language Reference, "LEAST")
CREATE FUNCTION ora.least(VARIADIC vals anycompatiblearray) RETURNS anycompatible
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN array_position(vals, NULL) IS NULL THEN (SELECT min(v) FROM unnest(vals) v) END
$$;
