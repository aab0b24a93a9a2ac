-- The number that upper-case base-36 digits stand for.
CREATE FUNCTION ora.from_base36(digits text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  result integer := 0;
BEGIN
  FOR i IN 1 .. length(digits) LOOP
    result := result * 36 + strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(digits, i, 1)) - 1;
  END LOOP;
  RETURN result;
END
$$;
