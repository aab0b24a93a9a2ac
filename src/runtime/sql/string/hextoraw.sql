-- HEXTORAW: an odd number of digits gets a leading 0; anything but digits is ORA-01465. (SQL Language Reference, "HEXTORAW")
CREATE FUNCTION ora.hextoraw(s text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF s ~ '[^0-9A-Fa-f]' THEN
    RETURN ora.raise(1465, NULL, NULL::bytea);
  END IF;
  RETURN nullif(decode(CASE WHEN length(s) % 2 = 1 THEN '0' ELSE '' END || s, 'hex'), '');
END
$$;
