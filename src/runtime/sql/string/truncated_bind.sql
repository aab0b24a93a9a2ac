-- The error of ora.fit_fetched, in an expression. Stable, so that the planner can put ora.fit_fetched in place of its calls.
CREATE FUNCTION ora.truncated_bind() RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.raise(6502, 'PL/SQL: numeric or value error: Bulk Bind: Truncated Bind', NULL::text);
END
$$;
