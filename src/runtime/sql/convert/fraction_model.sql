-- A datetime model in which FF without a number, outside of quoted text, has the digits of the TIMESTAMP's type.
-- (SQL Language Reference, "Datetime Format Elements")
CREATE FUNCTION ora.fraction_model(fmt text, digits integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN digits = 0 THEN regexp_replace(fmt, '[.X]?FF(?![1-9])(?=(?:[^"]*"[^"]*")*[^"]*$)', '', 'gi')
    ELSE regexp_replace(fmt, 'FF(?![1-9])(?=(?:[^"]*"[^"]*")*[^"]*$)', 'FF' || digits, 'gi') END
$$;
