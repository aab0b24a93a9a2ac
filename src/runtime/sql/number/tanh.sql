-- TANH(x) of NUMBER; beyond 60 it is 1 in every digit kept. (SQL Language Reference, "TANH")
CREATE FUNCTION ora.tanh(x numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN abs(x) > 60 THEN sign(x) ELSE ora.num_computed(round(exp(round(2 * x, 180)) - 1, 180) / (exp(round(2 * x, 180)) + 1)) END $$;
