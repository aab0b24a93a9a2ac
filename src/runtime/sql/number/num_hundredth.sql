-- x / 100 where x, a product, is brought into what NUMBER can hold first: a hundredth has the same digits, so that one look at x does for both.
-- The planner puts the beginning in place of the call where x is cheap to repeat.
CREATE FUNCTION ora.num_hundredth(x numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN abs(x) < 1e10 AND scale(x) <= 28 THEN x * 0.01 ELSE ora.num_hundredth_computed(x) END $$;
