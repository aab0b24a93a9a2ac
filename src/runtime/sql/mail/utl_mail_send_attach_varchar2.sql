-- UTL_MAIL.SEND_ATTACH_VARCHAR2: a mail with an attachment that is text. (PL/SQL Packages and Types Reference, "UTL_MAIL")
CREATE PROCEDURE ora.utl_mail_send_attach_varchar2(sender text, recipients text, cc text DEFAULT NULL, bcc text DEFAULT NULL, subject text DEFAULT NULL, message text DEFAULT NULL,
  mime_type text DEFAULT 'text/plain; charset=us-ascii', priority integer DEFAULT 3, attachment text DEFAULT NULL, att_inline boolean DEFAULT true,
  att_mime_type text DEFAULT 'text/plain; charset=us-ascii', att_filename text DEFAULT NULL, replyto text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.mail_queue(sender, recipients, cc, bcc, subject, priority, replyto,
    ora.mail_with_attachment(message, mime_type, attachment, false, att_inline, att_mime_type, att_filename));
END
$$;
