-- Stands in the place of the rows of a view or the default of a parameter that was not converted: raises the refusal, which WHEN OTHERS does not take.
CREATE FUNCTION ora.refused(message text) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = message;
END
$$;
