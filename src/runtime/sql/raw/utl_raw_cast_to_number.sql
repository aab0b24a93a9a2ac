-- CAST_TO_NUMBER: the value of bytes in Oracle's NUMBER format. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_to_number(b bytea) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  head integer;
  pair integer;
  digit integer;
  result numeric := 0;
BEGIN
  IF b = '' THEN
    RETURN NULL;
  END IF;
  head := get_byte(b, 0);
  pair := CASE WHEN head >= 128 THEN head - 193 ELSE 62 - head END;
  FOR i IN 1 .. octet_length(b) - 1 LOOP
    digit := get_byte(b, i);
    EXIT WHEN head < 128 AND digit = 102;
    result := result + CASE WHEN head >= 128 THEN digit - 1 ELSE 101 - digit END
      * ('1e' || 2 * (pair - i + 1))::numeric;
  END LOOP;
  RETURN trim_scale(CASE WHEN head < 128 THEN -result ELSE result END);
END
$$;
