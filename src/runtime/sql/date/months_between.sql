-- MONTHS_BETWEEN: whole months if both are the same day of the month or both last days (whatever the time of day), else a fraction
-- of a 31-day month that includes the time of day. (SQL Language Reference, "MONTHS_BETWEEN")
CREATE FUNCTION ora.months_between(a timestamp, b timestamp) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months integer := (date_part('year', a) - date_part('year', b)) * 12 + date_part('month', a) - date_part('month', b);
  days integer := date_part('day', a) - date_part('day', b);
BEGIN
  IF days = 0
    OR date_part('day', a) >= 28 AND date_part('day', b) >= 28
      AND date_part('day', a + interval '1 day') = 1 AND date_part('day', b + interval '1 day') = 1
  THEN
    RETURN months;
  END IF;
  RETURN ora.div(
    months * 2678400::bigint + days * 86400 + (trunc(date_part('epoch', a::time)) - trunc(date_part('epoch', b::time)))::integer,
    2678400);
END
$$;
