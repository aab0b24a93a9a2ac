-- DBMS_PIPE.UNPACK_MESSAGE into text, a number, a date and bytes. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE PROCEDURE ora.dbms_pipe_unpack_message(INOUT item text)
LANGUAGE plpgsql
AS $$
BEGIN
  item := ora.pipe_unpack(9);
END
$$;

CREATE PROCEDURE ora.dbms_pipe_unpack_message(INOUT item numeric)
LANGUAGE plpgsql
AS $$
BEGIN
  item := ora.pipe_unpack(6)::numeric;
END
$$;

CREATE PROCEDURE ora.dbms_pipe_unpack_message(INOUT item timestamp)
LANGUAGE plpgsql
AS $$
BEGIN
  item := ora.pipe_unpack(12)::timestamp;
END
$$;

CREATE PROCEDURE ora.dbms_pipe_unpack_message(INOUT item bytea)
LANGUAGE plpgsql
AS $$
BEGIN
  item := decode(ora.pipe_unpack(23), 'hex');
END
$$;
