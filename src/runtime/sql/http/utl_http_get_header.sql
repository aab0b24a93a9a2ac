-- UTL_HTTP.GET_HEADER: the nth header of a response; ORA-29261 where there are fewer.
CREATE PROCEDURE ora.utl_http_get_header(r ora.utl_http_resp, n integer, OUT name text, OUT value text)
LANGUAGE plpgsql
AS $$
DECLARE
  headers jsonb := ora.http_open('resp', (r).private_hndl) -> 'headers';
BEGIN
  IF n IS NULL OR n < 1 OR n > jsonb_array_length(headers) THEN
    PERFORM ora.raise(29261);
  END IF;
  name := headers -> (n - 1) ->> 0;
  value := nullif(headers -> (n - 1) ->> 1, '');
END
$$;
