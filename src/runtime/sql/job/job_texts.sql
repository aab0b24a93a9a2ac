-- The procedures that texts of jobs became: how many values each takes, and whether it hands back its error.
CREATE TABLE ora.job_texts (
  code text PRIMARY KEY,
  parameters integer NOT NULL,
  returns_error boolean NOT NULL
);
