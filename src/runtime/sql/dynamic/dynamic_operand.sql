-- A number put into the text of dynamic SQL where a value has to stand: without one the statement is ORA-00936.
CREATE FUNCTION ora.dynamic_operand(number text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF number IS NULL THEN
    PERFORM ora.raise(936);
  END IF;
  RETURN ora.dynamic_number(number);
END
$$;
