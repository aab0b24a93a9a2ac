-- PG_EXCEPTION_CONTEXT without the lines that functions of the runtime, SQL-language functions and parallel workers add at its top:
-- the first line that is left tells where in the user's code the error arose.
CREATE FUNCTION ora.own_context(context text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  line text;
  lines text[] := string_to_array(coalesce(context, ''), E'\n');
  start integer := 1;
BEGIN
  FOR i IN 1 .. cardinality(lines) LOOP
    line := lines[i];
    IF starts_with(line, 'PL/pgSQL function ora.') OR starts_with(line, 'SQL function "') OR line = 'parallel worker' THEN
      start := i + 1;
    ELSIF starts_with(line, 'PL/pgSQL function ') THEN
      EXIT;
    END IF;
  END LOOP;
  RETURN array_to_string(lines[start:], E'\n');
END
$$;
