-- COUNT(DISTINCT x) OVER (…): how many different values there are, NULL left out. (SQL Language Reference, "COUNT")
CREATE AGGREGATE ora.count_distinct(anycompatible) (
  SFUNC = ora.distinct_add,
  STYPE = anycompatiblearray,
  FINALFUNC = ora.count_distinct_final,
  PARALLEL = SAFE
);
