-- a MULTISET UNION [DISTINCT] b. (SQL Language Reference, "MULTISET UNION")
CREATE FUNCTION ora.multiset_union(a anyarray, b anyarray, once boolean DEFAULT false) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN once THEN ora.set_distinct(a || b)
    ELSE a || b
  END
$$;
