-- Mails that UTL_SMTP and UTL_MAIL were given, for a program to send: it reads them in the order of id, sends them, and deletes them.
-- message: the headers and the body as they go over the line.
CREATE TABLE ora.outgoing_mail (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  host text,
  port integer,
  sender text,
  recipients text[] NOT NULL,
  message bytea NOT NULL
);
