-- Text that a block of dynamic SQL gives to a parameter of type NUMBER: ORA-06502 where it is none.
CREATE FUNCTION ora.given_number(given text) RETURNS numeric
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN ora.to_number(given);
EXCEPTION WHEN OTHERS THEN
  IF ora.error_code(SQLSTATE) = 1722 THEN
    PERFORM ora.raise(6502, 'PL/SQL: numeric or value error: character to number conversion error');
  END IF;
  RAISE;
END
$$;
