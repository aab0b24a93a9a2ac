-- What a client with SERVEROUTPUT ON does after each statement: prints the lines that are still buffered.
CREATE PROCEDURE ora.dbms_output_flush()
LANGUAGE plpgsql
AS $$
BEGIN
  FOR i IN coalesce(ora.state_get('output:first')::integer, 1) .. coalesce(ora.state_get('output:last')::integer, 0) LOOP
    RAISE INFO USING ERRCODE = 'OPOUT', MESSAGE = ora.state_fetch('output:line' || i);
  END LOOP;
  PERFORM ora.dbms_output_discard();
END
$$;
