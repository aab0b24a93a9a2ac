-- LOG(base, n) of NUMBER: base positive and not 1, n positive. (SQL Language Reference, "LOG")
CREATE FUNCTION ora.log(base numeric, n numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  places integer := 90;
BEGIN
  IF base <= 0 OR base = 1 THEN
    RETURN ora.argument_out_of_range(base);
  END IF;
  IF n <= 0 THEN
    RETURN ora.argument_out_of_range(n);
  END IF;
  RETURN ora.num_computed(ln(round(n, greatest(scale(n), places))) / ln(round(base, greatest(scale(base), places))));
END
$$;
