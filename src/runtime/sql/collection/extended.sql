-- The number of elements after EXTEND by `more`: a NULL collection is ORA-06531, beyond the limit of a varray is ORA-06532.
-- (PL/SQL Language Reference, "EXTEND Collection Method")
CREATE FUNCTION ora.extended(n integer, more integer DEFAULT 1, most integer DEFAULT NULL) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN n + more <= coalesce(most, 2147483647) THEN n + more ELSE ora.subscript_error(n, 0) END $$;
