-- GREATEST of several values: NULL if any of them is, where PostgreSQL's greatest passes over NULL. (SQL Language Reference, "GREATEST")
-- Two and three values, nearly every call there is, are spared the array.
CREATE FUNCTION ora.greatest(a anycompatible, b anycompatible) RETURNS anycompatible
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF a IS NULL OR b IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN greatest(a, b);
END
$$;

CREATE FUNCTION ora.greatest(a anycompatible, b anycompatible, c anycompatible) RETURNS anycompatible
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF a IS NULL OR b IS NULL OR c IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN greatest(a, b, c);
END
$$;

CREATE FUNCTION ora.greatest(VARIADIC vals anycompatiblearray) RETURNS anycompatible
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN array_position(vals, NULL) IS NULL THEN (SELECT max(v) FROM unnest(vals) v) END
$$;
