-- COUNT of a nested table or varray from its number of elements: a NULL collection is ORA-06531.
-- (PL/SQL Language Reference, "COUNT Collection Method")
CREATE FUNCTION ora.count_of(n integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN n IS NULL THEN ora.subscript_error(n, 1) ELSE n END $$;
