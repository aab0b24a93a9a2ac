-- CORR_K: Kendall's tau-b. (SQL Language Reference, "CORR_K")
CREATE AGGREGATE ora.corr_k(numeric, numeric) (
  SFUNC = ora.pair_keep,
  STYPE = numeric[],
  INITCOND = '{}',
  FINALFUNC = ora.corr_k_final,
  PARALLEL = SAFE
);
