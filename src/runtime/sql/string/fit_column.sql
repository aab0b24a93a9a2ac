-- ora.fit with the label of a column, of values that the planner does not repeat, like results of functions that are volatile. A name of its own,
-- because ora.fit_computed is immutable, which this is not.
CREATE FUNCTION ora.fit_column(value text, size integer, label text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
  IF octet_length(value) > size AND length(value) > size THEN
    RETURN ora.misfit(length(value), size, label);
  END IF;
  RETURN nullif(value, '');
END
$$;
