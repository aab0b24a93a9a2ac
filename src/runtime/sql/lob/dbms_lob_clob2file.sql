-- DBMS_LOB.CLOB2FILE: the text as a file of the database server, in UTF-8.
CREATE PROCEDURE ora.dbms_lob_clob2file(cl text, flocation text, fname text, csid numeric DEFAULT 0)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.utl_file_store(ora.server_path(flocation, fname), convert_to(coalesce(cl, ''), 'UTF8'));
END
$$;
