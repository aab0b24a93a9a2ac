-- DBMS_LOB.FILECLOSEALL: ORA-22289 where no file is open.
CREATE PROCEDURE ora.dbms_lob_filecloseall()
LANGUAGE plpgsql
AS $$
BEGIN
  IF coalesce(ora.state_get('bfiles'), E'\n') = E'\n' THEN
    PERFORM ora.raise(22289, 'cannot perform FILECLOSEALL operation on an unopened file or LOB');
  END IF;
  PERFORM ora.state_clear('bfiles');
END
$$;
