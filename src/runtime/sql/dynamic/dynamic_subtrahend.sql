-- A number put into the text of dynamic SQL right behind a minus sign: a negative one would begin a comment there, which is refused.
CREATE FUNCTION ora.dynamic_subtrahend(number text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  IF number LIKE '-%' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 a negative number right behind a minus sign of dynamic SQL makes a comment of what follows: ' || number;
  END IF;
  RETURN ora.dynamic_operand(number);
END
$$;
