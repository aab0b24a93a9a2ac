-- COS(x) of NUMBER, x in radians; double precision has too few digits. (SQL Language Reference, "COS")
CREATE FUNCTION ora.cos(x numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.num_computed(ora.trig_sin(x + ora.trig_pi() / 2)) $$;
