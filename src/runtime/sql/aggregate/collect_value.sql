-- Collects the values of an aggregate that are not NULL.
CREATE FUNCTION ora.collect_value(state anyarray, v anyelement) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN v IS NULL THEN state ELSE array_append(state, v) END $$;
