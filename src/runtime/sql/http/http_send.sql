-- Makes a request through the extension http. body: NULL sends none. Out: {"status", "headers": [[name, value]], "body": hex}; ORA-29273 or ORA-29276 where it fails.
CREATE FUNCTION ora.http_send(method text, url text, headers jsonb, body bytea) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  home text := ora.http_extension();
  content_type text := ora.http_header_of(headers, 'Content-Type');
  answer jsonb;
  failure text;
BEGIN
  -- curl sends no body without a type, and counts the bytes itself.
  IF body IS NULL AND method IN ('POST', 'PUT') THEN
    body := '';
  END IF;
  BEGIN
    EXECUTE format($q$
      SELECT jsonb_build_object('status', r.status, 'headers', (SELECT jsonb_agg(jsonb_build_array(h.field, h.value)) FROM unnest(r.headers) AS h),
        'type', r.content_type, 'body', encode(%1$I.text_to_bytea(coalesce(r.content, '')), 'hex'))
      FROM %1$I.http(ROW($1, $2, (SELECT array_agg(%1$I.http_header(h ->> 0, h ->> 1)) FROM jsonb_array_elements($3) AS h WHERE lower(h ->> 0) NOT IN ('content-type', 'content-length')),
        $4, %1$I.bytea_to_text($5))::%1$I.http_request) AS r $q$, home)
    INTO answer USING method, url, headers, CASE WHEN body IS NOT NULL THEN coalesce(content_type, 'application/octet-stream') END, body;
  EXCEPTION
    WHEN undefined_object OR undefined_function OR undefined_column THEN
      RAISE;
    WHEN OTHERS THEN
      failure := SQLERRM;
  END;
  PERFORM ora.state_set('http:failure', failure);
  IF failure ~* 'timed? ?out' THEN
    PERFORM ora.raise(29276);
  ELSIF failure IS NOT NULL THEN
    PERFORM ora.raise(29273, E'HTTP request failed\n' || failure);
  END IF;
  RETURN answer;
END
$$;
