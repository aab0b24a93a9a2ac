-- DBMS_SESSION.CLEAR_ALL_CONTEXT: every attribute of the namespace.
CREATE PROCEDURE ora.dbms_session_clear_all_context(namespace text)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_session_clear_context(namespace);
END
$$;
