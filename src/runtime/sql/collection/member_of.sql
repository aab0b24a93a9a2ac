-- v MEMBER OF a: NULL if the collection or the element is NULL, false for an empty one. (SQL Language Reference, "MEMBER Condition", says
-- NULL for an empty collection; NOT MEMBER OF an empty collection is true.)
CREATE FUNCTION ora.member_of(v anyelement, a anyarray) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN v IS NOT NULL AND a IS NOT NULL THEN array_position(a, v) IS NOT NULL END $$;
