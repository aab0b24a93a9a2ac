-- Keeps whether the rows were looked at when a constraint was enabled: PostgreSQL has no such state of keys, nor of checks that come with their table.
-- (SQL Language Reference, "constraint", "ENABLE Clause")
CREATE FUNCTION ora.note_validated(relation regclass, constraint_name text, validated boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF validated THEN
    DELETE FROM ora.definitions AS d WHERE d.relation = note_validated.relation AND d.part = 'novalidate ' || constraint_name;
  ELSE
    PERFORM ora.note_definition(relation, 'novalidate ' || constraint_name, 'Y');
  END IF;
END
$$;
