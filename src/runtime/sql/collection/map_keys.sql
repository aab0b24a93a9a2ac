-- The keys of a qualified expression in their order.
CREATE FUNCTION ora.map_keys(k integer[]) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ARRAY(SELECT DISTINCT key FROM unnest(k) key WHERE ora.map_order(k) IS NOT NULL ORDER BY key) $$;

CREATE FUNCTION ora.map_keys(k text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ARRAY(SELECT DISTINCT key COLLATE "C" AS key FROM unnest(k) key WHERE ora.map_order(k) IS NOT NULL ORDER BY key) $$;
