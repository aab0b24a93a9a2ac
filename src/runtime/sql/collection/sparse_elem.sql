-- The element i of a nested table with deleted elements; what is not there raises. (PL/SQL Language Reference, "DELETE Collection Method")
CREATE FUNCTION ora.sparse_elem(a anyarray, gone boolean[], i integer) RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN i BETWEEN 1 AND cardinality(a) AND gone[i] IS NOT TRUE THEN a[i]
    ELSE ora.no_element(a, ora.sparse_subscript(cardinality(a), gone, i))
  END
$$;
