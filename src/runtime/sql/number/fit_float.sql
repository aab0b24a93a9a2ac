-- A value assigned to FLOAT(p): rounded to the decimal digits that p binary ones are. (SQL Language Reference, "FLOAT Data Type")
CREATE FUNCTION ora.fit_float(value numeric, digits integer) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN value = 0 THEN value ELSE trim_scale(round(value, digits - 1 - ora.num_exponent(value))) END $$;
