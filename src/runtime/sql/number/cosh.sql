-- COSH(x) of NUMBER. (SQL Language Reference, "COSH")
CREATE FUNCTION ora.cosh(x numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.num_computed((exp(round(x, 180)) + exp(round(-x, 180))) / 2) $$;
