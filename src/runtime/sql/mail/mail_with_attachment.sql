-- The body of a mail with one attachment; `encoded` says that the attachment is base64.
CREATE FUNCTION ora.mail_with_attachment(message text, mime_type text, attachment text, encoded boolean, att_inline boolean, att_mime_type text, att_filename text) RETURNS text
LANGUAGE sql
AS $$
  SELECT concat('Content-Type: multipart/mixed; boundary="', edge, E'"\r\n\r\n--', edge, E'\r\nContent-Type: ', mime_type, E'\r\n\r\n', message,
    E'\r\n--', edge, E'\r\nContent-Type: ', att_mime_type, CASE WHEN encoded THEN E'\r\nContent-Transfer-Encoding: base64' END,
    E'\r\nContent-Disposition: ', CASE WHEN att_inline THEN 'inline' ELSE 'attachment' END, '; filename="' || att_filename || '"',
    E'\r\n\r\n', attachment, E'\r\n--', edge, E'--\r\n')
  FROM (SELECT '=_' || replace(gen_random_uuid()::text, '-', '') AS edge) AS boundary
$$;
