-- HEXTORAW: an odd number of digits gets a leading 0; anything but digits is ORA-01465 in SQL, ORA-06502 in PL/SQL.
-- (SQL Language Reference, "HEXTORAW"; PL/SQL Language Reference, "Predefined Exceptions")
CREATE FUNCTION ora.hextoraw(s text, code integer DEFAULT 1465) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF s ~ '[^0-9A-Fa-f]' THEN
    RETURN ora.raise(code, CASE code WHEN 6502 THEN 'PL/SQL: numeric or value error: hex to raw conversion error' END, NULL::bytea);
  END IF;
  RETURN nullif(decode(CASE WHEN length(s) % 2 = 1 THEN '0' ELSE '' END || s, 'hex'), '');
END
$$;
