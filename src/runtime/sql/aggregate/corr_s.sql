-- CORR_S: Spearman's rho. (SQL Language Reference, "CORR_S")
CREATE AGGREGATE ora.corr_s(numeric, numeric) (
  SFUNC = ora.pair_keep,
  STYPE = numeric[],
  INITCOND = '{}',
  FINALFUNC = ora.corr_s_final,
  PARALLEL = SAFE
);
