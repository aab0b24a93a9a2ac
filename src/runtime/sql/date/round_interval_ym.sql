-- ROUND, TRUNC, CEIL and FLOOR of an INTERVAL YEAR TO MONTH, to years unless fmt says otherwise. (SQL Language Reference, "ROUND (interval)",
-- "TRUNC (interval)", "CEIL (interval)", "FLOOR (interval)")
CREATE FUNCTION ora.round_interval_ym(how text, i interval, fmt text DEFAULT 'YEAR') RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  unit numeric := CASE
    WHEN upper(trim(fmt)) IN ('YYYY', 'YEAR', 'SYYYY', 'SYEAR', 'YYY', 'YY', 'Y') THEN 12
    WHEN upper(trim(fmt)) IN ('CC', 'SCC') THEN 1200
    WHEN upper(trim(fmt)) = 'Q' THEN 3
    WHEN upper(trim(fmt)) IN ('MM', 'MONTH', 'MON', 'RM') THEN 1
  END;
  units numeric := (extract(year FROM i) * 12 + extract(month FROM i)) / unit;
BEGIN
  IF unit IS NULL THEN PERFORM ora.date_error(1898); END IF;
  RETURN ora.numtoyminterval(
    CASE how WHEN 'ROUND' THEN round(units) WHEN 'TRUNC' THEN trunc(units) WHEN 'CEIL' THEN ceil(units) ELSE floor(units) END * unit, 'MONTH');
END
$$;
