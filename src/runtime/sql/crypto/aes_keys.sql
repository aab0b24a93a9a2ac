-- The keys of the rounds of AES, one behind the other, for a key of 16, 24 or 32 bytes. (FIPS 197, 5.2)
CREATE FUNCTION ora.aes_keys(key bytea) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  box bytea := ora.aes_box(false);
  words integer := length(key) / 4;
  k integer[] := ARRAY(SELECT get_byte(key, i) FROM generate_series(0, length(key) - 1) AS i ORDER BY i);
  t integer[];
  round_constant integer := 1;
BEGIN
  FOR w IN words .. 4 * (words + 7) - 1 LOOP
    t := k[4 * w - 3 : 4 * w];
    IF w % words = 0 THEN
      t := ARRAY[get_byte(box, t[2]) # round_constant, get_byte(box, t[3]), get_byte(box, t[4]), get_byte(box, t[1])];
      round_constant := (round_constant << 1) # CASE WHEN round_constant > 127 THEN 283 ELSE 0 END;
    ELSIF words > 6 AND w % words = 4 THEN
      t := ARRAY[get_byte(box, t[1]), get_byte(box, t[2]), get_byte(box, t[3]), get_byte(box, t[4])];
    END IF;
    FOR i IN 1 .. 4 LOOP
      k := k || (k[4 * (w - words) + i] # t[i]);
    END LOOP;
  END LOOP;
  RETURN k;
END
$$;
