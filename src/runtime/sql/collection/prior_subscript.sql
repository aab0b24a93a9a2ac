-- PRIOR(i) of a nested table or varray of n elements without gaps. (PL/SQL Language Reference, "PRIOR and NEXT Collection Methods")
CREATE FUNCTION ora.prior_subscript(n integer, i integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN n IS NULL THEN ora.subscript_error(n, i) WHEN i > 1 THEN nullif(least(i - 1, n), 0) END $$;
