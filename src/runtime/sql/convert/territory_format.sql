-- What the format elements DL, DS and TS stand for: the long and the short date and the time of the session's territory, of which those of AMERICA
-- are documented. (SQL Language Reference, "Datetime Format Elements")
CREATE FUNCTION ora.territory_format(element text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  territory text := coalesce(nullif(upper(current_setting('ora.nls_territory', true)), ''), 'AMERICA');
BEGIN
  IF territory <> 'AMERICA' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP5101 the format ' || element || ' of territory ' || territory || ' is not known';
  END IF;
  RETURN CASE element WHEN 'DL' THEN 'fmDay, Month dd, yyyy' WHEN 'DS' THEN 'MM/DD/RRRR' ELSE 'HH:MI:SS AM' END;
END
$$;
