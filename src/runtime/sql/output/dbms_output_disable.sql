-- DBMS_OUTPUT.DISABLE: drops what is buffered and ignores everything up to the next ENABLE.
CREATE PROCEDURE ora.dbms_output_disable()
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_output_discard();
  PERFORM ora.state_set('output', 'off');
END
$$;
