-- INTERVAL YEAR(lead) TO MONTH as text: '+01-06'.
CREATE FUNCTION ora.interval_ym_text(i interval, lead integer DEFAULT 2) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months integer := extract(year FROM i)::integer * 12 + extract(month FROM i)::integer;
  years text := (abs(months) / 12)::text;
BEGIN
  RETURN CASE WHEN months < 0 THEN '-' ELSE '+' END || lpad(years, greatest(lead, length(years)), '0')
    || '-' || lpad((abs(months) % 12)::text, 2, '0');
END
$$;
