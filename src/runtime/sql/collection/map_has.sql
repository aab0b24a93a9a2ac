-- EXISTS(key) of an associative array. (PL/SQL Language Reference, "EXISTS Collection Method")
-- Integer keys 1 … n and 0 … n, and text keys of a small array, are found at once: the planner puts the body in the place of the call.
CREATE FUNCTION ora.map_has(k integer[], key integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN k[key] = key THEN true ELSE ora.map_contains(k, key) END $$;

CREATE FUNCTION ora.map_has(k text[], key text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN cardinality(k) <= 64 THEN array_position(k, key) IS NOT NULL ELSE ora.map_contains(k, key) END $$;
