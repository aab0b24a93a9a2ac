-- DBMS_XSLPROCESSOR.CLOB2FILE: the text as a file of the database server, in UTF-8.
CREATE PROCEDURE ora.dbms_xslprocessor_clob2file(cl text, flocation text, fname text, csid numeric DEFAULT 0)
LANGUAGE sql
AS $$ CALL ora.dbms_lob_clob2file(cl, flocation, fname, csid) $$;
