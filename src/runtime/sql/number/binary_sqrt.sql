-- SQRT of a binary number: NaN of what is negative. (SQL Language Reference, "SQRT")
CREATE FUNCTION ora.binary_sqrt(x double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT CASE WHEN x < 0 THEN 'NaN' ELSE sqrt(x) END $$;
