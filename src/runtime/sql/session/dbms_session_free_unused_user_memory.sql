-- DBMS_SESSION.FREE_UNUSED_USER_MEMORY: PostgreSQL frees by itself.
CREATE PROCEDURE ora.dbms_session_free_unused_user_memory()
LANGUAGE plpgsql
AS $$
BEGIN
  NULL;
END
$$;
