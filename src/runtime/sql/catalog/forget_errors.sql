-- What is dropped has no errors; with a package or type its body goes.
CREATE FUNCTION ora.forget_errors(owner text, name text, type text) RETURNS void
LANGUAGE sql
AS $$
  DELETE FROM ora.compile_errors AS e
  WHERE (e.owner, e.name) = (coalesce(forget_errors.owner, ora.user_name()), forget_errors.name)
    AND e.type IN (forget_errors.type, forget_errors.type || ' BODY')
$$;
