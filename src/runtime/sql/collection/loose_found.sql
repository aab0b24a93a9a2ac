-- An associative array whose first keys are in order, so many as `ordered` says, and those behind them as they came: the position of a key,
-- 0 for a key that is not there or NULL. Inserting into arrays in order would copy them for each key that is not the last.
-- Integer keys 1 … n, and text keys of a small array, are found at once: the planner puts the body in the place of the call.
CREATE FUNCTION ora.loose_found(k integer[], ordered integer, key integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN k[key] = key THEN key ELSE ora.loose_search(k, ordered, key) END $$;

CREATE FUNCTION ora.loose_found(k text[], ordered integer, key text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN cardinality(k) <= 64 THEN coalesce(array_position(k, key), 0) ELSE ora.loose_search(k, ordered, key) END $$;
