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

-- With the label of a column: of values that the planner does not repeat, like calls of functions that are volatile.
CREATE FUNCTION ora.fit_computed(value text, size integer, label text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
  IF octet_length(value) > size AND length(value) > size THEN
    RETURN ora.misfit(length(value), size, label);
  END IF;
  RETURN nullif(value, '');
END
$$;
