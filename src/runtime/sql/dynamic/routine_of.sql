-- The routine of a signature, NULL where there is none, or not even its types: to_regprocedure fails for these.
CREATE FUNCTION ora.routine_of(signature text) RETURNS regprocedure
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN to_regprocedure(signature);
EXCEPTION WHEN undefined_object OR invalid_schema_name THEN
  RETURN NULL;
END
$$;
