-- ora.lpad of what is the result of a call: in PL/pgSQL it is computed once, and costs a tenth of a body in SQL that the planner
-- cannot put in place.
CREATE FUNCTION ora.lpad_computed(s text, n numeric, fill text DEFAULT ' ') RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.lpad(s, n, fill);
END
$$;

-- The same with blanks, n being an integer to PostgreSQL.
CREATE FUNCTION ora.lpad_computed(s text, n integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.lpad(s, n);
END
$$;
