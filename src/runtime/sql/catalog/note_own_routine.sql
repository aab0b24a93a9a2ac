-- Keeps that a routine with `__` in its name is one of the program.
CREATE FUNCTION ora.note_own_routine(routine text) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO ora.own_routines VALUES (routine) ON CONFLICT ON CONSTRAINT own_routines_pkey DO NOTHING
$$;
