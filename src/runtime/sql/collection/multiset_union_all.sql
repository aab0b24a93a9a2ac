-- a MULTISET UNION ALL b: for elements of any type, comparable or not. (SQL Language Reference, "MULTISET UNION")
CREATE FUNCTION ora.multiset_union_all(a anyarray, b anyarray) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN a || b END $$;
