-- ora.instr of what is the result of a call: in PL/pgSQL it is computed once, and costs a tenth of a body in SQL that the planner
-- cannot put in place.
CREATE FUNCTION ora.instr_computed(s text, search text, start numeric) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.instr(s, search, start);
END
$$;
