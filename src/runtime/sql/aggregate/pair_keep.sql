-- Keeps a pair without NULL for CORR_S and CORR_K: y and x one after the other.
CREATE FUNCTION ora.pair_keep(kept numeric[], y numeric, x numeric) RETURNS numeric[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN y IS NULL OR x IS NULL THEN kept ELSE kept || ARRAY[y, x] END
$$;
