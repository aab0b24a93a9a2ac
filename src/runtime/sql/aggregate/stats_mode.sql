-- STATS_MODE: the most frequent value; of several Oracle may return any, this the least. Native form: mode() WITHIN GROUP (ORDER BY v).
-- (SQL Language Reference, "STATS_MODE")
CREATE AGGREGATE ora.stats_mode(anyelement) (
  SFUNC = ora.collect_value,
  STYPE = anyarray,
  INITCOND = '{}',
  FINALFUNC = ora.stats_mode_final,
  PARALLEL = SAFE
);
