-- A value assigned to a subtype with a range, such as PLS_INTEGER RANGE 0 .. 100 or POSITIVE: outside of it is ORA-06502.
-- (PL/SQL Language Reference, "Constrained Subtypes")
CREATE FUNCTION ora.fit_range(value numeric, low numeric, high numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN value < low OR value > high THEN ora.out_of_range(value) ELSE value END $$;
