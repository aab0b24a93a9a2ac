-- HTP.INIT and OWA.INIT_CGI_ENV: an empty page.
CREATE PROCEDURE ora.htp_init()
LANGUAGE plpgsql
AS $$
BEGIN
  FOR i IN 1 .. coalesce(ora.state_get('htp:last')::integer, 0) LOOP
    PERFORM ora.state_clear('htp:' || i);
  END LOOP;
  PERFORM ora.state_clear('htp:last');
END
$$;
