-- ATAN(x) of NUMBER, from -pi/2 to pi/2. (SQL Language Reference, "ATAN")
CREATE FUNCTION ora.atan(x numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.num_computed(ora.trig_atan(x)) $$;
