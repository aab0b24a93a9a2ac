-- The object whose MAP or ORDER method a program calls: what compares objects asks NULL, too, and gets NULL.
-- (PL/SQL Language Reference, "Predefined Exceptions", SELF_IS_NULL)
CREATE FUNCTION ora.object_self(object anyelement) RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF object IS NOT DISTINCT FROM NULL THEN
    PERFORM ora.raise(30625, 'method dispatch on NULL SELF argument is disallowed');
  END IF;
  RETURN object;
END
$$;
