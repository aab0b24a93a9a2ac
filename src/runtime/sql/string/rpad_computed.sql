-- ora.rpad of what is the result of a call: in PL/pgSQL it is computed once, and costs a tenth of a body in SQL that the planner
-- cannot put in place.
CREATE FUNCTION ora.rpad_computed(s text, n numeric, fill text DEFAULT ' ') RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.rpad(s, n, fill);
END
$$;

-- The same with blanks, n being an integer to PostgreSQL: plain characters take one column each.
CREATE FUNCTION ora.rpad_computed(s text, n integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE WHEN n >= 1 AND s <> '' AND octet_length(s) = length(s) THEN rpad(s, n) ELSE ora.rpad(s, n::numeric) END;
END
$$;
