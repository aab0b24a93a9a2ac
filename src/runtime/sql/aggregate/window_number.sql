-- How many rows LAG, LEAD, NTH_VALUE and NTILE count: ORA-01428 below the least that they take. (SQL Language Reference, "LAG", "LEAD", "NTH_VALUE", "NTILE")
CREATE FUNCTION ora.window_number(n integer, minimum integer) RETURNS integer
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF n < minimum THEN
    PERFORM ora.raise(1428, format('argument ''%s'' is out of range', n));
  END IF;
  RETURN n;
END
$$;
