-- The name of a constraint in Oracle, which calls those without one SYS_C and a number; PostgreSQL calls them after table and kind. ora.own_constraint is the way back.
-- (SQL Language Reference, "constraint")
CREATE FUNCTION ora.constraint_title(constraint_id oid) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN ora.is_unnamed_constraint(k.oid) THEN 'SYS_C0' || k.oid ELSE ora.oracle_name(k.conname) END
  FROM pg_catalog.pg_constraint AS k WHERE k.oid = constraint_id
$$;
