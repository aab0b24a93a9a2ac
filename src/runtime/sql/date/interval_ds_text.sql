-- INTERVAL DAY(lead) TO SECOND(fraction) as text: '+01 02:03:04.500000'. The difference of two TIMESTAMPs has lead 9 and fraction 6
-- (9 where an operand has it). More digits than PostgreSQL's six are zeros.
CREATE FUNCTION ora.interval_ds_text(i interval, lead integer DEFAULT 2, fraction integer DEFAULT 6) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  negative boolean := i < interval '0';
  n interval := justify_hours(CASE WHEN i < interval '0' THEN -i ELSE i END);
  days text := extract(day FROM n)::text;
  f text := rpad(lpad((extract(microseconds FROM n)::bigint % 1000000)::text, 6, '0'), 9, '0');
BEGIN
  RETURN CASE WHEN negative THEN '-' ELSE '+' END || lpad(days, greatest(lead, length(days)), '0')
    || to_char(n - make_interval(days => days::integer), ' HH24:MI:SS')
    || CASE WHEN fraction > 0 THEN '.' || left(f, fraction) ELSE '' END;
END
$$;
