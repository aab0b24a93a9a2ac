-- SUM(DISTINCT x) OVER (…), of numbers. (SQL Language Reference, "SUM")
CREATE AGGREGATE ora.sum_distinct(numeric) (
  SFUNC = ora.distinct_add,
  STYPE = numeric[],
  FINALFUNC = ora.sum_distinct_final,
  PARALLEL = SAFE
);
