-- ora.num_computed, of which the planner puts the beginning in place of the call where x is cheap to repeat: below 1E10 the last kept place is
-- 1E-30 or smaller, so that there is nothing to round.
CREATE FUNCTION ora.num(x numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN abs(x) < 1e10 AND scale(x) <= 30 THEN x ELSE ora.num_computed(x) END $$;
