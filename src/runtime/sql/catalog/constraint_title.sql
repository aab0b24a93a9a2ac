-- The name of a constraint in Oracle, which calls those without one SYS_C and a number; PostgreSQL calls them after table and kind. ora.own_constraint is the way back.
-- (SQL Language Reference, "constraint")
CREATE FUNCTION ora.constraint_title(constraint_id oid) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN starts_with(k.conname, c.relname || '_') AND k.conname ~ '_(pkey|key|fkey|check)\d*$' AND ora.definition(c.oid, 'named ' || k.conname) IS NULL
    THEN 'SYS_C0' || k.oid ELSE ora.oracle_name(k.conname) END
  FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid WHERE k.oid = constraint_id
$$;
