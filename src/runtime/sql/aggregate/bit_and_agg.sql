-- BIT_AND_AGG of integers of 128 bits in two's complement, fractions truncated; the first value is the first state. (SQL Language Reference, "BIT_AND_AGG")
CREATE AGGREGATE ora.bit_and_agg(numeric) (
  SFUNC = ora.bitand,
  STYPE = numeric,
  FINALFUNC = pg_catalog.trunc,
  PARALLEL = SAFE
);
