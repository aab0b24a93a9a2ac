-- Arc tangent by its series after halving the argument until it is small, computed to 60 places. Not rounded.
CREATE FUNCTION ora.trig_atan(x numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  y numeric := round(abs(x), 100);
  inverted boolean := abs(x) > 1;
  halvings integer := 0;
  square numeric;
  power numeric;
  total numeric;
  k integer := 1;
BEGIN
  IF inverted THEN
    y := round(1 / round(abs(x), 130), 130);
  END IF;
  WHILE y > 0.05 LOOP
    y := round(y / (1 + sqrt(round(1 + y * y, 100))), 100);
    halvings := halvings + 1;
  END LOOP;
  power := y;
  total := y;
  square := round(y * y, 130);
  WHILE abs(power) > 1e-100 AND square > 0 LOOP
    power := round(-power * square, 130);
    k := k + 2;
    total := total + round(power / k, 130);
  END LOOP;
  total := total * (2::numeric ^ halvings);
  IF inverted THEN
    total := ora.trig_pi() / 2 - total;
  END IF;
  RETURN sign(x) * total;
END
$$;
