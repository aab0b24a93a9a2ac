-- DBMS_APPLICATION_INFO.SET_SESSION_LONGOPS: nobody reads V$SESSION_LONGOPS here; the handles stay usable.
CREATE PROCEDURE ora.dbms_application_info_set_session_longops(
  INOUT rindex integer, INOUT slno integer, op_name text DEFAULT NULL, target integer DEFAULT 0, context integer DEFAULT 0,
  sofar numeric DEFAULT 0, totalwork numeric DEFAULT 0, target_desc text DEFAULT 'unknown target', units text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
BEGIN
  rindex := greatest(coalesce(rindex, 1), 1);
END
$$;
