-- Collects the values that are not NULL.
CREATE FUNCTION ora.distinct_add(vals anycompatiblearray, value anycompatible) RETURNS anycompatiblearray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN value IS NULL THEN vals ELSE array_append(vals, value) END $$;
