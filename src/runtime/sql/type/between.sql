-- value BETWEEN low AND high with a value that is worked out once: PostgreSQL works it out for each bound. (SQL Language Reference, "BETWEEN Condition")
CREATE FUNCTION ora.between(value anycompatible, low anycompatible, high anycompatible) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN value >= low AND value <= high;
END
$$;
