-- MOD(a, b): a - b * TRUNC(a / b), and a itself where b is 0. (SQL Language Reference, "MOD")
CREATE FUNCTION ora.mod(a numeric, b numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN b = 0 THEN a ELSE mod(a, b) END $$;
