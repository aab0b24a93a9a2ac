-- CARDINALITY(nested table): number of elements, NULL for a NULL collection. (SQL Language Reference, "CARDINALITY", says NULL for an
-- empty one as well; the function returns 0.)
CREATE FUNCTION ora.cardinality(a anyarray) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT cardinality(a) $$;
