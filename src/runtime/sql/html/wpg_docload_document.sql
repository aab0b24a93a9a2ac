-- The file that WPG_DOCLOAD.DOWNLOAD_FILE was last given in this session; NULL without one.
CREATE FUNCTION ora.wpg_docload_document() RETURNS bytea
LANGUAGE sql
AS $$
  SELECT decode(ora.state_get('wpg:document'), 'hex')
$$;
