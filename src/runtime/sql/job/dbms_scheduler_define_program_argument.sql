-- DBMS_SCHEDULER.DEFINE_PROGRAM_ARGUMENT: the name and the default of an argument.
CREATE PROCEDURE ora.dbms_scheduler_define_program_argument(
  program_name text, argument_position integer, argument_name text DEFAULT NULL, argument_type text DEFAULT NULL, default_value text DEFAULT NULL,
  out_argument boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  own text := ora.scheduler_name(program_name);
BEGIN
  IF NOT EXISTS (SELECT FROM ora.scheduler_programs AS p WHERE p.program_name = own) THEN
    PERFORM ora.scheduler_unknown(own, 27476);
  END IF;
  INSERT INTO ora.scheduler_arguments AS a VALUES ('program ' || own, argument_position, upper(argument_name), default_value)
  ON CONFLICT ON CONSTRAINT scheduler_arguments_pkey DO UPDATE SET argument_name = excluded.argument_name, value = excluded.value;
END
$$;
