-- v MEMBER OF a: NULL if the collection or the element is NULL, and where it is not found beside a NULL, to which it may be equal; false for an empty one.
-- (SQL Language Reference, "MEMBER Condition", says NULL for an empty collection; NOT MEMBER OF an empty collection is true.)
CREATE FUNCTION ora.member_of(v anyelement, a anyarray) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN v IS NULL OR a IS NULL THEN NULL
    WHEN array_position(a, v) IS NOT NULL THEN true
    WHEN array_position(a, NULL) IS NULL THEN false
  END
$$;
