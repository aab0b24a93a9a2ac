-- Equality of nested tables: same elements as often, in any order. Sizes are compared first; then a NULL element anywhere makes the
-- answer unknown, as does a NULL collection. (PL/SQL Language Reference, "Comparing Nested Tables for Equality and Inequality")
CREATE FUNCTION ora.multiset_eq(a anyarray, b anyarray) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN cardinality(a) <> cardinality(b) THEN false
    WHEN array_position(a, NULL) IS NULL AND array_position(b, NULL) IS NULL THEN ora.is_submultiset(a, b)
  END
$$;
