-- CARDINALITY(nested table): number of elements; NULL for a NULL collection, and for an empty one 0.
-- (SQL Language Reference, "CARDINALITY"; it says NULL for empty as well, but Oracle has returned 0 in PL/SQL ever since.)
CREATE FUNCTION ora.cardinality(a anyarray) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT cardinality(a) $$;
