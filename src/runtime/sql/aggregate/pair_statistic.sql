-- CORR, COVAR_POP, COVAR_SAMP and the REGR_ functions from the sums of ora.pair_sums, with NUMBER's digits.
-- (SQL Language Reference, "CORR", "COVAR_POP", "COVAR_SAMP", "REGR_ (Linear Regression) Functions")
CREATE FUNCTION ora.pair_statistic(name text, s numeric[]) RETURNS numeric LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  n numeric := s[1];
  -- n² times the variances and the covariance of the population.
  var_y numeric := n * s[4] - s[2] * s[2];
  var_x numeric := n * s[5] - s[3] * s[3];
  covar numeric := n * s[6] - s[2] * s[3];
BEGIN
  IF n = 0 THEN RETURN NULL; END IF;
  RETURN CASE name
    WHEN 'covar_pop' THEN ora.div(covar, n * n)
    WHEN 'covar_samp' THEN ora.div(covar, nullif(n * (n - 1), 0))
    WHEN 'corr' THEN ora.div(covar, nullif(ora.sqrt(var_x * var_y), 0))
    WHEN 'regr_slope' THEN ora.div(covar, nullif(var_x, 0))
    WHEN 'regr_intercept' THEN ora.div(s[2] * var_x - covar * s[3], nullif(n * var_x, 0))
    WHEN 'regr_r2' THEN CASE WHEN var_x = 0 THEN NULL WHEN var_y = 0 THEN 1 ELSE ora.div(covar * covar, var_x * var_y) END
    WHEN 'regr_avgx' THEN ora.div(s[3], n)
    WHEN 'regr_avgy' THEN ora.div(s[2], n)
    WHEN 'regr_sxx' THEN ora.div(var_x, n)
    WHEN 'regr_syy' THEN ora.div(var_y, n)
    WHEN 'regr_sxy' THEN ora.div(covar, n)
  END;
END
$$;
