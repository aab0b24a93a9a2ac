-- OWA_UTIL.WHO_CALLED_ME: the unit that called the routine that asks, and the line of its PL/pgSQL body. (PL/SQL Packages and Types Reference, "OWA_UTIL")
CREATE PROCEDURE ora.owa_util_who_called_me(OUT owner text, OUT name text, OUT lineno numeric, OUT caller_t text)
LANGUAGE plpgsql
AS $$
DECLARE
  stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  stack := ora.whole_stack(stack);
  SELECT r.owner, r.unit, r.line, r.kind INTO owner, name, lineno, caller_t FROM ora.call_stack_routines(stack) AS r WHERE r.depth = 2;
END
$$;
