-- Equality of nested tables: same elements as often, in any order. Unknown where a collection is NULL, and where the sizes agree but
-- only NULL elements could make up the difference. (SQL Language Reference, "Comparison Conditions", nested tables)
CREATE FUNCTION ora.multiset_eq(a anyarray, b anyarray) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN cardinality(a) <> cardinality(b) THEN false
    WHEN array_position(a, NULL) IS NOT NULL OR array_position(b, NULL) IS NOT NULL THEN CASE
      -- What one has and the other lacks must be matched by the other's NULLs.
      WHEN cardinality(ora.multiset_except(array_remove(a, NULL), array_remove(b, NULL))) > cardinality(b) - cardinality(array_remove(b, NULL))
        OR cardinality(ora.multiset_except(array_remove(b, NULL), array_remove(a, NULL))) > cardinality(a) - cardinality(array_remove(a, NULL))
        THEN false
    END
    ELSE ora.is_submultiset(a, b)
  END
$$;
