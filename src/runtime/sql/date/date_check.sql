-- Returns its argument, a result of native arithmetic, if it lies in Oracle's range of dates: ORA-01841 otherwise.
CREATE FUNCTION ora.date_check(d timestamp) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF d >= timestamp '10000-01-01' OR d < timestamp '4713-01-01 BC' THEN PERFORM ora.date_error(1841); END IF;
  RETURN d;
END
$$;
