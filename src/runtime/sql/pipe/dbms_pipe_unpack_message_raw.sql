-- DBMS_PIPE.UNPACK_MESSAGE_RAW. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE PROCEDURE ora.dbms_pipe_unpack_message_raw(INOUT item bytea)
LANGUAGE plpgsql
AS $$
BEGIN
  item := decode(ora.pipe_unpack(23), 'hex');
END
$$;
