-- One more value of BIT_XOR_AGG: a + b counts the bits that both have twice, and the result has none of them.
CREATE FUNCTION ora.bit_xor_step(state numeric, value numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT trunc(state) + trunc(value) - 2 * ora.bitand(state, value)
$$;
