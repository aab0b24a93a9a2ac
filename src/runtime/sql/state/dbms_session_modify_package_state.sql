-- DBMS_SESSION.MODIFY_PACKAGE_STATE: FREE_ALL_RESOURCES (1) and REINITIALIZE (2) both give packages their initial values again.
-- (PL/SQL Packages and Types Reference, "DBMS_SESSION")
CREATE PROCEDURE ora.dbms_session_modify_package_state(action_flags integer)
LANGUAGE plpgsql
AS $$
BEGIN
  IF (action_flags IN (1, 2)) IS NOT TRUE THEN
    PERFORM ora.refused(format('OP4000 DBMS_SESSION.MODIFY_PACKAGE_STATE knows the flags 1 and 2, not %s', action_flags));
  END IF;
  CALL ora.dbms_session_reset_package();
END
$$;
