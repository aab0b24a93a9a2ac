-- Messages on their way from session to session. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE UNLOGGED TABLE ora.pipe_message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pipe text NOT NULL,
  body jsonb NOT NULL
);
