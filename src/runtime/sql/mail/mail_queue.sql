-- One mail of UTL_MAIL: its headers, then its parts. cc, bcc and recipients: addresses between commas or semicolons. (PL/SQL Packages and Types Reference, "UTL_MAIL")
CREATE FUNCTION ora.mail_queue(sender text, recipients text, cc text, bcc text, subject text, priority integer, replyto text, content text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  everyone text[] := ARRAY(SELECT btrim(a, E' <>\t\r\n') FROM regexp_split_to_table(concat_ws(',', recipients, cc, bcc), '[,;]') AS a WHERE btrim(a) <> '');
BEGIN
  IF coalesce(sender, '') = '' OR cardinality(everyone) = 0 THEN
    PERFORM ora.raise(29261);
  END IF;
  INSERT INTO ora.outgoing_mail (sender, recipients, message)
  VALUES (btrim(mail_queue.sender, ' <>'), everyone, convert_to(concat(
    'Date: ', to_char(clock_timestamp(), 'Dy, DD Mon YYYY HH24:MI:SS TZHTZM'), E'\r\n',
    'From: ', mail_queue.sender, E'\r\n',
    'To: ' || recipients || E'\r\n',
    'Cc: ' || cc || E'\r\n',
    'Reply-To: ' || replyto || E'\r\n',
    'Subject: ', subject, E'\r\n',
    'X-Priority: ', priority, E'\r\n',
    'MIME-Version: 1.0', E'\r\n',
    content), getdatabaseencoding()));
END
$$;
