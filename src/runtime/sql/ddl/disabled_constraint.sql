-- A constraint that is made disabled: kept with its definition, for what enables, renames or lists it. statement: what adds it, as PostgreSQL has it.
CREATE FUNCTION ora.disabled_constraint(relation regclass, constraint_name text, statement text) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO ora.disabled_constraints (relation, name, definition)
  SELECT relation, ora.unused_disabled_name(relation, constraint_name), CASE
    WHEN statement ~* '^\s*create\M' THEN statement
    ELSE regexp_replace(regexp_replace(statement, '^\s*alter\s+table\s+.*?\sadd\s+(constraint\s+("[^"]+"|\S+)\s+)?', '', 'i'), '\s+not\s+valid\s*$', '', 'i')
  END
$$;
