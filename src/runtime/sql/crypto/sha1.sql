-- SHA-1, which the server itself lacks. (FIPS 180-4, 6.1) Extension pgcrypto has it too, and is faster on long values.
CREATE FUNCTION ora.sha1(src bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  mask constant bigint := 4294967295;
  h bigint[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
  w bigint[];
  padded bytea := src || '\x80'::bytea || decode(repeat('00', 63 - (length(src) + 8) % 64), 'hex')
    || int8send(length(src)::bigint * 8);
  a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; k bigint; x bigint;
BEGIN
  FOR block IN 0 .. length(padded) / 64 - 1 LOOP
    w := ARRAY(
      SELECT ('x' || encode(substr(padded, block * 64 + 4 * i + 1, 4), 'hex'))::bit(32)::bigint
      FROM generate_series(0, 15) AS i
      ORDER BY i
    );
    FOR i IN 17 .. 80 LOOP
      x := w[i - 3] # w[i - 8] # w[i - 14] # w[i - 16];
      w[i] := ((x << 1) | (x >> 31)) & mask;
    END LOOP;
    a := h[1]; b := h[2]; c := h[3]; d := h[4]; e := h[5];
    FOR i IN 1 .. 80 LOOP
      IF i <= 20 THEN f := (b & c) | (~b & mask & d); k := 1518500249;
      ELSIF i <= 40 THEN f := b # c # d; k := 1859775393;
      ELSIF i <= 60 THEN f := (b & c) | (b & d) | (c & d); k := 2400959708;
      ELSE f := b # c # d; k := 3395469782;
      END IF;
      x := ((((a << 5) | (a >> 27)) & mask) + f + e + k + w[i]) & mask;
      e := d;
      d := c;
      c := ((b << 30) | (b >> 2)) & mask;
      b := a;
      a := x;
    END LOOP;
    h := ARRAY[(h[1] + a) & mask, (h[2] + b) & mask, (h[3] + c) & mask, (h[4] + d) & mask, (h[5] + e) & mask];
  END LOOP;
  RETURN int4send(h[1]::bit(32)::integer) || int4send(h[2]::bit(32)::integer) || int4send(h[3]::bit(32)::integer)
    || int4send(h[4]::bit(32)::integer) || int4send(h[5]::bit(32)::integer);
END
$$;
