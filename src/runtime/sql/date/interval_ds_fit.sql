-- An interval assigned to INTERVAL DAY(lead) TO SECOND(fraction): more days are ORA-01873, more digits of a second are rounded.
-- (SQL Language Reference, "INTERVAL DAY TO SECOND Data Type")
CREATE FUNCTION ora.interval_ds_fit(value interval, lead integer, fraction integer DEFAULT 6) RETURNS interval
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  seconds numeric := round(extract(epoch FROM value), fraction);
  days numeric := div(seconds, 86400);
BEGIN
  IF abs(days) >= 10::numeric ^ lead THEN PERFORM ora.date_error(1873); END IF;
  RETURN CASE WHEN fraction < 6 THEN make_interval(days => days::integer, secs => (seconds - days * 86400)::double precision) ELSE value END;
END
$$;
