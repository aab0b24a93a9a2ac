-- Numbers of jobs.
CREATE SEQUENCE ora.job_numbers;
GRANT USAGE ON ora.job_numbers TO PUBLIC;
