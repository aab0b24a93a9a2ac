-- DBMS_OUTPUT.GET_LINE: status 0 and the oldest line, or 1 when there is none. Needs ora.output_mode = 'buffer'.
CREATE PROCEDURE ora.dbms_output_get_line(OUT line text, OUT status integer)
LANGUAGE plpgsql
AS $$
DECLARE
  first integer := coalesce(ora.state_get('output:first')::integer, 1);
BEGIN
  IF first > coalesce(ora.state_get('output:last')::integer, 0) THEN
    status := 1;
    RETURN;
  END IF;
  line := nullif(ora.state_fetch('output:line' || first), '');
  status := 0;
  PERFORM ora.state_clear('output:line' || first);
  PERFORM ora.state_set('output:first', (first + 1)::text);
  PERFORM ora.state_set('output:read', '1');
  IF ora.state_get('output:used') IS NOT NULL THEN
    PERFORM ora.state_set('output:used', (ora.state_get('output:used')::integer - coalesce(octet_length(line), 0))::text);
  END IF;
END
$$;
