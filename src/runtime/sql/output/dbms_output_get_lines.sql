-- DBMS_OUTPUT.GET_LINES: up to numlines lines, oldest first; numlines becomes the number fetched.
CREATE PROCEDURE ora.dbms_output_get_lines(OUT lines text[], INOUT numlines numeric)
LANGUAGE plpgsql
AS $$
DECLARE
  line text;
  status integer;
BEGIN
  lines := '{}';
  WHILE cardinality(lines) < numlines LOOP
    CALL ora.dbms_output_get_line(line, status);
    EXIT WHEN status = 1;
    lines := lines || line;
  END LOOP;
  numlines := cardinality(lines);
END
$$;
