-- MAX of RAW, which PostgreSQL before 18 has not; usable with OVER. (SQL Language Reference, "MAX")
CREATE AGGREGATE ora.raw_max(bytea) (
  SFUNC = ora.raw_larger,
  STYPE = bytea,
  COMBINEFUNC = ora.raw_larger,
  PARALLEL = SAFE
);
