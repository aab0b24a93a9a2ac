-- The call stack of a routine as PostgreSQL shows it, in an autonomous transaction with that of its caller behind it: the entries that its call came
-- by (`f__at`, `f__own`) are the routine itself. (ora.autonomous_session; PL/SQL Packages and Types Reference, "UTL_CALL_STACK")
CREATE FUNCTION ora.whole_stack(stack text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  outer_stack text := ora.caller_fact('stack');
  entry text := substring(stack FROM 'PL/pgSQL function ([^(\n]+)__at\([^\n]*$');
BEGIN
  IF outer_stack IS NULL OR entry IS NULL THEN
    RETURN stack;
  END IF;
  RETURN (
    SELECT string_agg(CASE WHEN starts_with(line, 'PL/pgSQL function ' || entry || '__own(') THEN replace(line, entry || '__own(', entry || '(') ELSE line END, E'\n' ORDER BY i)
    FROM regexp_split_to_table(stack, E'\n') WITH ORDINALITY AS l(line, i)
    WHERE NOT starts_with(line, 'PL/pgSQL function ' || entry || '__at(')
  ) || E'\n' || outer_stack;
END
$$;
