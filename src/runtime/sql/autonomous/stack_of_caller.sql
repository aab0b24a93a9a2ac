-- What stands on the call stack behind the routine that hands its work to an autonomous transaction.
CREATE FUNCTION ora.stack_of_caller(stack text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(string_agg(l.line, E'\n' ORDER BY l.i), '')
  FROM (
    SELECT line, i, min(i) FILTER (WHERE line ~ '^PL/pgSQL function (?!ora\.)') OVER () AS entry
    FROM regexp_split_to_table(ora.whole_stack(stack), E'\n') WITH ORDINALITY AS s(line, i)
  ) AS l
  WHERE l.i > l.entry
$$;
