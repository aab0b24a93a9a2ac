-- IS A SET: no element twice; NULL for a NULL collection. (SQL Language Reference, "IS A SET Condition")
CREATE FUNCTION ora.is_a_set(a anyarray) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN a IS NOT NULL THEN (SELECT count(*) FROM (SELECT DISTINCT a[i] FROM generate_subscripts(a, 1) i) d) = cardinality(a) END $$;
