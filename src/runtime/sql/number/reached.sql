-- The value itself, which PostgreSQL does not know before it comes to it: what is computed with it in a CASE fails only where it is reached.
CREATE FUNCTION ora.reached(value anyelement) RETURNS anyelement
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
BEGIN
  RETURN value;
END
$$;
