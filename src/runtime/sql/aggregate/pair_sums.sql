-- The sums that statistics of two variables are made of: pairs without NULL, their y, x, y², x² and xy. (SQL Language Reference, "REGR_")
CREATE AGGREGATE ora.pair_sums(numeric, numeric) (
  SFUNC = ora.pair_add,
  STYPE = numeric[],
  INITCOND = '{0,0,0,0,0,0}',
  PARALLEL = SAFE
);
