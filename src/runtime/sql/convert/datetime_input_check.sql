-- Whether a model, taken apart, may be used to read a datetime of kind 'DATE' | 'TIMESTAMP' | 'TIMESTAMPTZ': each field is given once, no
-- element contradicts another, none is for output only. Checked before any of the text is looked at.
-- (SQL Language Reference, "Datetime Format Elements": column "TO_* datetime functions?"; Error Messages, ORA-01810 to ORA-01820)
CREATE FUNCTION ora.datetime_input_check(tokens text[], kind text) RETURNS void LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  element text;
  part text;
  seen text := ' ';
BEGIN
  FOREACH element IN ARRAY tokens LOOP
    CONTINUE WHEN element COLLATE "C" < 'A' OR element COLLATE "C" > 'Z' OR element IN ('FM', 'FX', 'X');
    part := CASE
      WHEN element IN ('DD', 'MI', 'SS') THEN element
      WHEN element IN ('YYYY', 'YYY', 'YY', 'Y', 'RR', 'RRRR', 'SYYYY', 'Y,YYY') THEN 'YEAR'
      WHEN element IN ('MM', 'MON', 'MONTH', 'RM') THEN 'MONTH'
      WHEN element IN ('HH', 'HH12', 'HH24') THEN 'HOUR'
      WHEN element IN ('D', 'DY', 'DAY') THEN 'DOW'
      WHEN element IN ('AM', 'PM', 'A.M.', 'P.M.') THEN 'MERIDIAN'
      WHEN element IN ('AD', 'BC', 'A.D.', 'B.C.') THEN 'ERA'
      WHEN element IN ('Q', 'WW', 'W', 'IW', 'IYYY', 'IYY', 'IY', 'I', 'CC', 'SCC', 'YEAR', 'SYEAR', 'E', 'EE', 'DL', 'DS', 'TS',
        'TH', 'SP', 'THSP', 'SPTH') THEN 'OUTPUT'
      WHEN element LIKE 'FF%' THEN 'FF'
      ELSE element END;
    IF part = 'OUTPUT' THEN PERFORM ora.date_error(1820); END IF;
    IF strpos(seen, ' ' || part || ' ') > 0 THEN
      PERFORM ora.date_error(CASE
        WHEN strpos(seen, '=' || element || ' ') > 0 THEN 1810
        WHEN part = 'YEAR' THEN 1812
        WHEN part = 'HOUR' THEN 1813
        WHEN part = 'MERIDIAN' THEN 1814
        WHEN part = 'ERA' THEN 1815
        WHEN part = 'MONTH' THEN 1816
        WHEN part = 'DOW' THEN 1817
        ELSE 1810 END);
    END IF;
    IF kind <> 'TIMESTAMPTZ' AND (element LIKE 'TZ%' OR kind = 'DATE' AND part = 'FF') THEN PERFORM ora.date_error(1821); END IF;
    seen := seen || part || ' =' || element || ' ';
  END LOOP;
  IF kind = 'DATE' AND 'X' = ANY (tokens) THEN PERFORM ora.date_error(1821); END IF;
  IF strpos(seen, '=HH24 ') > 0 AND strpos(seen, ' MERIDIAN ') > 0 THEN PERFORM ora.date_error(1818); END IF;
  IF strpos(seen, '=SYYYY ') > 0 AND strpos(seen, ' ERA ') > 0 THEN PERFORM ora.date_error(1819); END IF;
  IF strpos(seen, ' J ') > 0 AND strpos(seen, ' DDD ') > 0 THEN PERFORM ora.date_error(1811); END IF;
END
$$;
