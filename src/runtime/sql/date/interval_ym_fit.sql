-- An interval assigned to INTERVAL YEAR(lead) TO MONTH: more years are ORA-01873. (SQL Language Reference, "INTERVAL YEAR TO MONTH Data Type")
CREATE FUNCTION ora.interval_ym_fit(value interval, lead integer) RETURNS interval
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF abs(extract(year FROM value)) >= 10::numeric ^ lead THEN PERFORM ora.date_error(1873); END IF;
  RETURN value;
END
$$;
