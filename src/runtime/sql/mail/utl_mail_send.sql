-- UTL_MAIL.SEND: the mail waits in ora.outgoing_mail for the program that sends it. (PL/SQL Packages and Types Reference, "UTL_MAIL")
CREATE PROCEDURE ora.utl_mail_send(sender text, recipients text, cc text DEFAULT NULL, bcc text DEFAULT NULL, subject text DEFAULT NULL, message text DEFAULT NULL,
  mime_type text DEFAULT 'text/plain; charset=us-ascii', priority integer DEFAULT 3, replyto text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.mail_queue(sender, recipients, cc, bcc, subject, priority, replyto, concat('Content-Type: ', mime_type, E'\r\n\r\n', message));
END
$$;
