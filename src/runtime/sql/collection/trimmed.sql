-- The number of elements after TRIM by `less`: a NULL collection is ORA-06531, more than there are is ORA-06533.
-- (PL/SQL Language Reference, "TRIM Collection Method")
CREATE FUNCTION ora.trimmed(n integer, less integer DEFAULT 1) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN less <= n THEN n - greatest(less, 0) ELSE ora.subscript_error(n, less) END $$;
