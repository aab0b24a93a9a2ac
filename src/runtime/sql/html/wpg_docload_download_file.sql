-- WPG_DOCLOAD.DOWNLOAD_FILE: the file that the program which serves the page has to send instead of it; that reads it with ora.wpg_docload_document.
CREATE PROCEDURE ora.wpg_docload_download_file(INOUT p_blob bytea)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.state_set('wpg:document', encode(p_blob, 'hex'));
  p_blob := ora.wpg_docload_document();
END
$$;
