-- TIMESTAMP to DATE: fractional seconds are dropped (a cast to timestamp(0) would round, into the next year if need be).
CREATE FUNCTION ora.date_fit(d timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT date_trunc('second', d) $$;
