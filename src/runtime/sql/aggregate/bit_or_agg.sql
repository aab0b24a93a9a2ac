-- BIT_OR_AGG, as BIT_AND_AGG. (SQL Language Reference, "BIT_OR_AGG")
CREATE AGGREGATE ora.bit_or_agg(numeric) (
  SFUNC = ora.bit_or_step,
  STYPE = numeric,
  FINALFUNC = pg_catalog.trunc,
  PARALLEL = SAFE
);
