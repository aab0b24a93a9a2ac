-- Lines that another session has left in the buffer go where this session's go.
CREATE FUNCTION ora.output_hand_over() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF current_setting('ora.output_mode', true) = 'buffer' THEN
    RETURN;
  END IF;
  FOR line IN 1 .. coalesce(ora.state_get('output:last')::integer, 0) LOOP
    PERFORM ora.dbms_output_emit(ora.state_get('output:line' || line));
    PERFORM ora.state_clear('output:line' || line);
  END LOOP;
  PERFORM ora.state_clear('output:last');
END
$$;
