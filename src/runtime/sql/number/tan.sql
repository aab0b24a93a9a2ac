-- TAN(x) of NUMBER, x in radians. (SQL Language Reference, "TAN")
CREATE FUNCTION ora.tan(x numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.num_computed(round(ora.trig_sin(x), 120) / ora.trig_sin(x + ora.trig_pi() / 2)) $$;
