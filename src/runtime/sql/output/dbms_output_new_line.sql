-- DBMS_OUTPUT.NEW_LINE: hands over the current line, an empty one when nothing was PUT.
CREATE PROCEDURE ora.dbms_output_new_line()
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_output_put_line(NULL);
END
$$;
