-- DIUTIL.INT_TO_BOOL: TRUE for 1, FALSE for 0; NULL for NULL, another number is ORA-06502.
CREATE FUNCTION ora.diutil_int_to_bool(n numeric) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF n NOT IN (0, 1) THEN
    PERFORM ora.raise(6502, 'PL/SQL: numeric or value error');
  END IF;
  RETURN n = 1;
END
$$;
