-- DBMS_SCHEDULER.CREATE_PROGRAM: an action by name.
CREATE PROCEDURE ora.dbms_scheduler_create_program(
  program_name text, program_type text, program_action text, number_of_arguments integer DEFAULT 0, enabled boolean DEFAULT false,
  comments text DEFAULT NULL, code text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(program_name);
BEGIN
  PERFORM ora.scheduler_valid_name('PROGRAM_NAME', program_name);
  IF EXISTS (SELECT FROM ora.scheduler_programs AS p WHERE p.program_name = own) THEN
    PERFORM ora.scheduler_unknown(own, 27477);
  END IF;
  INSERT INTO ora.scheduler_programs VALUES (own, upper(program_type), program_action, number_of_arguments, code, enabled, comments);
END
$$;
