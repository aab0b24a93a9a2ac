-- What PUT has left for the current line: '=' and the text; NULL: nothing; 'off': output is disabled.
-- Lines that were not fetched when writing goes on after GET_LINE(S) are dropped, as Oracle documents.
CREATE FUNCTION ora.dbms_output_pending() RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
  IF current_setting('ora.output_mode', true) = 'buffer' AND ora.state_get('output:read') IS NOT NULL THEN
    PERFORM ora.dbms_output_discard();
  END IF;
  RETURN ora.state_get('output');
END
$$;
