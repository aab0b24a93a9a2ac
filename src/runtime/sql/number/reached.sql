-- The value itself, which PostgreSQL does not know before it comes to it: what is computed with it in a CASE fails only where it is reached.
-- The planner puts the body in place of the call; the clock, which is never NULL, is looked at each time, so that nothing is known beforehand.
CREATE FUNCTION ora.reached(value anyelement) RETURNS anyelement
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$ SELECT CASE WHEN clock_timestamp() IS NOT NULL THEN value END $$;
