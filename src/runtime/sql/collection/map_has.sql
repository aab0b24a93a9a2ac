-- EXISTS(key) of an associative array. (PL/SQL Language Reference, "EXISTS Collection Method")
-- Integer keys 1 … n and 0 … n are found at once: the planner puts the body in the place of the call.
CREATE FUNCTION ora.map_has(k integer[], key integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN k[key] = key THEN true ELSE ora.map_contains(k, key) END $$;

CREATE FUNCTION ora.map_has(k text[], key text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.map_contains(k, key) $$;
