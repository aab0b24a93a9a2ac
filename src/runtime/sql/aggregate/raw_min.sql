-- MIN of RAW, which PostgreSQL before 18 has not; usable with OVER. (SQL Language Reference, "MIN")
CREATE AGGREGATE ora.raw_min(bytea) (
  SFUNC = ora.raw_smaller,
  STYPE = bytea,
  COMBINEFUNC = ora.raw_smaller,
  PARALLEL = SAFE
);
