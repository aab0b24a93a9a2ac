-- Sine by its series after reduction to [-pi/4, pi/4], computed to 60 places. Not rounded: SIN, COS and TAN round once.
CREATE FUNCTION ora.trig_sin(x numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  quarter numeric := round(x / (ora.trig_pi() / 2));
  y numeric := round(x - quarter * (ora.trig_pi() / 2), 90);
  square numeric := round(y * y, 90);
  term numeric := CASE WHEN mod(quarter, 2) = 0 THEN y ELSE 1 END;
  total numeric := term;
  k integer := CASE WHEN mod(quarter, 2) = 0 THEN 1 ELSE 0 END;
BEGIN
  WHILE abs(term) > 1e-70 LOOP
    term := round(-term * square / ((k + 1) * (k + 2)), 90);
    total := total + term;
    k := k + 2;
  END LOOP;
  RETURN CASE WHEN mod(mod(quarter, 4) + 4, 4) >= 2 THEN -total ELSE total END;
END
$$;
