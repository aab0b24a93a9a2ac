-- MD4. (RFC 1320)
CREATE FUNCTION ora.md4(src bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  mask constant bigint := 4294967295;
  shifts constant integer[] := '{{3,7,11,19},{3,5,9,13},{3,9,11,15}}';
  orders constant integer[] := '{{0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15},{0,4,8,12,1,5,9,13,2,6,10,14,3,7,11,15},{0,8,4,12,2,10,6,14,1,9,5,13,3,11,7,15}}';
  added constant bigint[] := '{0,1518500249,1859775393}';
  message bytea := src || '\x80'::bytea || decode(repeat('00', (119 - length(src) % 64) % 64), 'hex');
  size bigint := length(src)::bigint * 8;
  words bigint[];
  s bigint[] := '{1732584193,4023233417,2562383102,271733878}';
  a bigint;
  b bigint;
  c bigint;
  d bigint;
  f bigint;
  shift integer;
  result bytea := '';
BEGIN
  FOR i IN 0 .. 7 LOOP
    message := message || set_byte('\x00'::bytea, 0, ((size >> (8 * i)) & 255)::integer);
  END LOOP;
  FOR block IN 0 .. length(message) / 64 - 1 LOOP
    FOR i IN 0 .. 15 LOOP
      words[i] := 0;
      FOR j IN 0 .. 3 LOOP
        words[i] := words[i] | (get_byte(message, block * 64 + i * 4 + j)::bigint << (8 * j));
      END LOOP;
    END LOOP;
    a := s[1]; b := s[2]; c := s[3]; d := s[4];
    FOR round IN 1 .. 3 LOOP
      FOR i IN 0 .. 15 LOOP
        f := CASE round WHEN 1 THEN (b & c) | (~b & mask & d) WHEN 2 THEN (b & c) | (b & d) | (c & d) ELSE b # c # d END;
        f := (a + f + words[orders[round][i + 1]] + added[round]) & mask;
        shift := shifts[round][i % 4 + 1];
        f := ((f << shift) & mask) | (f >> (32 - shift));
        a := d; d := c; c := b; b := f;
      END LOOP;
    END LOOP;
    s := ARRAY[(s[1] + a) & mask, (s[2] + b) & mask, (s[3] + c) & mask, (s[4] + d) & mask];
  END LOOP;
  FOR i IN 1 .. 4 LOOP
    FOR j IN 0 .. 3 LOOP
      result := result || set_byte('\x00'::bytea, 0, ((s[i] >> (8 * j)) & 255)::integer);
    END LOOP;
  END LOOP;
  RETURN result;
END
$$;
