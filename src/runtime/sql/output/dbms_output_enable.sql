-- DBMS_OUTPUT.ENABLE. A size is a limit of what one call may leave in the buffer, 2,000 to 1,000,000 bytes; NULL is none.
-- A session starts with output enabled and without a limit, as with SET SERVEROUTPUT ON.
CREATE PROCEDURE ora.dbms_output_enable(buffer_size numeric DEFAULT 20000)
LANGUAGE plpgsql
AS $$
BEGIN
  IF buffer_size IS NULL THEN
    PERFORM ora.state_clear('output:limit');
    IF ora.state_get('output') IN ('=', 'off') THEN
      PERFORM ora.state_clear('output');
    END IF;
    RETURN;
  END IF;
  PERFORM ora.state_set('output:limit', least(greatest(trunc(buffer_size), 2000), 1000000)::text);
  -- What PUT_LINE finds there makes it count.
  IF coalesce(ora.state_get('output'), 'off') = 'off' THEN
    PERFORM ora.state_set('output', '=');
  END IF;
END
$$;
