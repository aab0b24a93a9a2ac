-- Only what its trusted package calls, at any depth, writes to an application context. A namespace that no CREATE CONTEXT of the source names is
-- not checked. (PL/SQL Packages and Types Reference, "DBMS_SESSION", SET_CONTEXT, "Usage Notes")
CREATE FUNCTION ora.check_context(namespace text, stack text) RETURNS void
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  context ora.contexts;
BEGIN
  SELECT * INTO context FROM ora.contexts AS c WHERE c.namespace = upper(check_context.namespace);
  IF FOUND AND NOT EXISTS (
    SELECT FROM ora.call_stack_routines(ora.whole_stack(stack)) AS f WHERE f.owner = context.owner AND f.unit = context.package
  ) THEN
    PERFORM ora.raise(1031);
  END IF;
END
$$;
