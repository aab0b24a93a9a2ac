-- MEDIAN of numbers, exact where percentile_cont computes in double precision; usable with OVER. (SQL Language Reference, "MEDIAN")
CREATE AGGREGATE ora.median(numeric) (
  SFUNC = array_append,
  STYPE = numeric[],
  INITCOND = '{}',
  FINALFUNC = ora.median_final,
  PARALLEL = SAFE
);
