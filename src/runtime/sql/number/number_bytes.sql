-- The bytes of Oracle's NUMBER format: exponent byte, then base-100 digits plus one; complemented below zero and ended by 102 if
-- shorter than 21 bytes. (Call Interface Programmer's Guide, "NUMBER")
CREATE FUNCTION ora.number_bytes(x numeric) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  n numeric := trim_scale(abs(ora.num_computed(x)));
  pair integer;
  digits text;
  bytes integer[];
BEGIN
  IF n = 0 THEN
    RETURN ARRAY[128];
  END IF;
  pair := floor(ora.num_exponent(n) / 2.0);
  -- As an integer with its leading base-100 digit first.
  digits := replace(n::text, '.', '');
  digits := ltrim(digits, '0');
  IF mod(ora.num_exponent(n), 2) = 0 THEN
    digits := '0' || digits;
  END IF;
  IF length(digits) % 2 = 1 THEN
    digits := digits || '0';
  END IF;
  digits := regexp_replace(digits, '(00)+$', '');
  -- An even number of digits, cut at pairs from the front, so zeros are only stripped in whole pairs.
  IF length(digits) % 2 = 1 THEN
    digits := digits || '0';
  END IF;
  bytes := ARRAY[CASE WHEN x > 0 THEN 193 + pair ELSE 62 - pair END];
  FOR i IN 1 .. length(digits) / 2 LOOP
    bytes := bytes || CASE
      WHEN x > 0 THEN substr(digits, 2 * i - 1, 2)::integer + 1
      ELSE 101 - substr(digits, 2 * i - 1, 2)::integer
    END;
  END LOOP;
  IF x < 0 AND array_length(bytes, 1) < 21 THEN
    bytes := bytes || 102;
  END IF;
  RETURN bytes;
END
$$;
