-- The phrase that goes with a status code. (RFC 9110)
CREATE FUNCTION ora.http_reason(status integer) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE status
    WHEN 200 THEN 'OK' WHEN 201 THEN 'Created' WHEN 202 THEN 'Accepted' WHEN 204 THEN 'No Content' WHEN 206 THEN 'Partial Content'
    WHEN 301 THEN 'Moved Permanently' WHEN 302 THEN 'Found' WHEN 303 THEN 'See Other' WHEN 304 THEN 'Not Modified'
    WHEN 400 THEN 'Bad Request' WHEN 401 THEN 'Unauthorized' WHEN 403 THEN 'Forbidden' WHEN 404 THEN 'Not Found' WHEN 405 THEN 'Method Not Allowed'
    WHEN 406 THEN 'Not Acceptable' WHEN 408 THEN 'Request Timeout' WHEN 409 THEN 'Conflict' WHEN 410 THEN 'Gone' WHEN 415 THEN 'Unsupported Media Type'
    WHEN 422 THEN 'Unprocessable Content' WHEN 429 THEN 'Too Many Requests' WHEN 500 THEN 'Internal Server Error' WHEN 501 THEN 'Not Implemented'
    WHEN 502 THEN 'Bad Gateway' WHEN 503 THEN 'Service Unavailable' WHEN 504 THEN 'Gateway Timeout' END
$$;
