-- ROUND, TRUNC, CEIL and FLOOR of an INTERVAL DAY TO SECOND, to days unless fmt says otherwise. (SQL Language Reference, "ROUND (interval)",
-- "TRUNC (interval)", "CEIL (interval)", "FLOOR (interval)")
CREATE FUNCTION ora.round_interval_ds(how text, i interval, fmt text DEFAULT 'DD') RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  unit numeric := CASE
    WHEN upper(trim(fmt)) IN ('DD', 'DDD', 'J') THEN 86400
    WHEN upper(trim(fmt)) IN ('HH24', 'HH', 'HH12') THEN 3600
    WHEN upper(trim(fmt)) = 'MI' THEN 60
  END;
  units numeric := ora.ds_seconds(i) / unit;
BEGIN
  IF unit IS NULL THEN PERFORM ora.date_error(1898); END IF;
  RETURN ora.numtodsinterval(
    CASE how WHEN 'ROUND' THEN round(units) WHEN 'TRUNC' THEN trunc(units) WHEN 'CEIL' THEN ceil(units) ELSE floor(units) END * unit, 'SECOND');
END
$$;
