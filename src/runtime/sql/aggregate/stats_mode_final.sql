-- The most frequent of collected values, the least of several.
CREATE FUNCTION ora.stats_mode_final(vals anyarray) RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT v FROM unnest(vals) v GROUP BY v ORDER BY count(*) DESC, v LIMIT 1 $$;
