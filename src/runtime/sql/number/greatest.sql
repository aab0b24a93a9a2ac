-- GREATEST of several values: NULL if any of them is, where PostgreSQL's greatest passes over NULL. (SQL Language Reference, "GREATEST")
-- Of the types that nearly every call has, PostgreSQL's own strict functions do it, which the planner puts in place of the call:
-- those that max() is made of.
-- @each type | larger
-- @of integer | int4larger
-- @of bigint | int8larger
-- @of numeric | numeric_larger
-- @of real | float4larger
-- @of double precision | float8larger
-- @of text | text_larger
-- @of timestamp | timestamp_larger
-- @of timestamptz | timestamptz_larger
-- @of interval | interval_larger
CREATE FUNCTION ora.greatest(a {type}, b {type}) RETURNS {type}
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT {larger}(a, b) $$;

-- @each type | larger
-- @of integer | int4larger
-- @of numeric | numeric_larger
-- @of double precision | float8larger
-- @of text | text_larger
-- @of timestamp | timestamp_larger
CREATE FUNCTION ora.greatest(a {type}, b {type}, c {type}) RETURNS {type}
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT {larger}({larger}(a, b), c) $$;

-- Other types, RAW among them.
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
  SELECT CASE WHEN array_position(vals, NULL) IS NULL THEN (SELECT v FROM unnest(vals) v ORDER BY v DESC LIMIT 1) END
$$;
