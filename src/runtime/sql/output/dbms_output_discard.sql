-- Empties the buffer of finished lines.
CREATE FUNCTION ora.dbms_output_discard() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  FOR i IN coalesce(ora.state_get('output:first')::integer, 1) .. coalesce(ora.state_get('output:last')::integer, 0) LOOP
    PERFORM ora.state_clear('output:line' || i);
  END LOOP;
  PERFORM ora.state_clear('output:first'), ora.state_clear('output:last'), ora.state_clear('output:read'), ora.state_clear('output:used');
END
$$;
