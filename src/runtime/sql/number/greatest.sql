-- GREATEST of several values: NULL if any of them is, where PostgreSQL's greatest passes over NULL. (SQL Language Reference, "GREATEST")
CREATE FUNCTION ora.greatest(VARIADIC vals anycompatiblearray) RETURNS anycompatible
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN array_position(vals, NULL) IS NULL THEN (SELECT max(v) FROM unnest(vals) v) END
$$;
