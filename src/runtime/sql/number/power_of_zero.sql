-- The error of POWER(0, b) with b < 0, in an expression: ORA-01426 in SQL, ORA-06502 in PL/SQL, which ora.error_code tells by the code.
CREATE FUNCTION ora.power_of_zero(as_type numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '2201F', MESSAGE = 'ORA-01426: numeric overflow';
END
$$;
