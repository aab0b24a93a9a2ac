-- Seconds as the text of an INTERVAL DAY(lead) TO SECOND(9): '+000000001 02:03:04.333333333'.
CREATE FUNCTION ora.ds_seconds_text(seconds numeric, lead integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  n numeric := abs(round(seconds, 9));
  days numeric := div(n, 86400);
  rest numeric := n - days * 86400;
BEGIN
  IF days > 999999999 THEN PERFORM ora.date_error(1873); END IF;
  RETURN CASE WHEN round(seconds, 9) < 0 THEN '-' ELSE '+' END || lpad(days::text, greatest(lead, length(days::text)), '0')
    || to_char(make_interval(secs => trunc(rest)::double precision), ' HH24:MI:SS') || '.' || lpad(trunc(rest % 1 * 1000000000)::text, 9, '0');
END
$$;
