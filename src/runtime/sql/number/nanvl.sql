-- NANVL(a, b): b where a is NaN. (SQL Language Reference, "NANVL")
CREATE FUNCTION ora.nanvl(a double precision, b double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN a = 'NaN' THEN b ELSE a END $$;
