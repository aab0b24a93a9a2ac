-- HTP.PRN: adds text to the page.
CREATE PROCEDURE ora.htp_prn(cbuf text)
LANGUAGE plpgsql
AS $$
DECLARE
  last integer := coalesce(ora.state_get('htp:last')::integer, 0) + 1;
BEGIN
  PERFORM ora.state_set('htp:' || last, coalesce(cbuf, ''));
  PERFORM ora.state_set('htp:last', last::text);
END
$$;
