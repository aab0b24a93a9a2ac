-- BIT_XOR_AGG, as BIT_AND_AGG. (SQL Language Reference, "BIT_XOR_AGG")
CREATE AGGREGATE ora.bit_xor_agg(numeric) (
  SFUNC = ora.bit_xor_step,
  STYPE = numeric,
  FINALFUNC = pg_catalog.trunc,
  PARALLEL = SAFE
);
