-- IS A SET: no element twice; NULL for a NULL collection. (SQL Language Reference, "IS A SET Condition")
CREATE FUNCTION ora.is_a_set(a anyarray) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN a IS NOT NULL THEN (SELECT count(*) FROM (SELECT DISTINCT v FROM unnest(a) u(v)) d) = cardinality(a) END $$;
