-- LIMIT of a collection from its number of elements: a NULL collection is ORA-06531.
-- (PL/SQL Language Reference, "LIMIT Collection Method")
CREATE FUNCTION ora.limit_of(n integer, most integer DEFAULT NULL) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN n IS NULL THEN ora.subscript_error(n, 1) ELSE most END $$;
