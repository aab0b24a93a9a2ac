-- UTL_HTTP.GET_HEADER_BY_NAME: the nth header of a name; ORA-29261 where there are fewer.
CREATE PROCEDURE ora.utl_http_get_header_by_name(r ora.utl_http_resp, name text, OUT value text, n integer DEFAULT 1)
LANGUAGE plpgsql
AS $$
DECLARE
  found_value text := ora.http_header_of(ora.http_open('resp', (r).private_hndl) -> 'headers', name, n);
BEGIN
  IF found_value IS NULL THEN
    PERFORM ora.raise(29261);
  END IF;
  value := nullif(found_value, '');
END
$$;
