-- Raises ORA-n of the number conversions with Oracle's text. VOLATILE on purpose: it must not be folded at plan time.
CREATE FUNCTION ora.number_error(n integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- In a variable, lest the whole list appear in the error's context.
  message text := CASE n
    WHEN 1426 THEN 'numeric overflow'
    WHEN 1481 THEN 'invalid number format model'
    WHEN 1722 THEN 'invalid number'
  END;
BEGIN
  PERFORM ora.raise(n, message);
END
$$;
