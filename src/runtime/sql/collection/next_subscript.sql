-- NEXT(i) of a nested table or varray of n elements without gaps. (PL/SQL Language Reference, "PRIOR and NEXT Collection Methods")
CREATE FUNCTION ora.next_subscript(n integer, i integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN n IS NULL THEN ora.subscript_error(n, i) WHEN i < n THEN greatest(i + 1, 1) END $$;
