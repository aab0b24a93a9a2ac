-- The ANYDATA whose method a program calls. (PL/SQL Language Reference, "Predefined Exceptions", SELF_IS_NULL)
CREATE FUNCTION ora.anydata_self(self jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF self IS NULL THEN
    PERFORM ora.raise(30625, 'method dispatch on NULL SELF argument is disallowed');
  END IF;
  RETURN self;
END
$$;
