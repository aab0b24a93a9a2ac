-- The job queue of DBMS_JOB. CODE is the procedure that the text became, INTERVAL_CODE the function of the interval, ARGS the values put into the text.
CREATE TABLE ora.jobs (
  job integer PRIMARY KEY,
  log_user text NOT NULL,
  what text NOT NULL,
  code text,
  args text[],
  next_date timestamp(0) NOT NULL,
  "interval" text NOT NULL,
  interval_code text,
  last_date timestamp(0),
  this_date timestamp(0),
  total_time numeric NOT NULL DEFAULT 0,
  broken boolean NOT NULL DEFAULT false,
  failures integer,
  instance integer NOT NULL DEFAULT 0
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.jobs TO PUBLIC;
