-- DBMS_PIPE.PACK_MESSAGE_RAW. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_pack_message_raw(item bytea) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.pipe_pack(23, encode(item, 'hex'));
END
$$;
