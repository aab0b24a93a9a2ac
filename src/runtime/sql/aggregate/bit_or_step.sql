-- One more value of BIT_OR_AGG: a + b counts the bits that both have twice.
CREATE FUNCTION ora.bit_or_step(state numeric, value numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT trunc(state) + trunc(value) - ora.bitand(state, value)
$$;
