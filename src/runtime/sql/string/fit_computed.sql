-- ora.fit of a value for a variable that is the result of a call: in PL/pgSQL it is computed once, and costs less than a body in SQL
-- that the planner cannot put in place.
CREATE FUNCTION ora.fit_computed(value text, size integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF octet_length(value) > size AND length(value) > size THEN
    RETURN ora.misfit(length(value), size, NULL);
  END IF;
  RETURN nullif(value, '');
END
$$;
