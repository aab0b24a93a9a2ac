-- DBMS_PIPE.PACK_MESSAGE of text, a number, a date and bytes. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_pack_message(item text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.pipe_pack(9, item);
END
$$;

CREATE FUNCTION ora.dbms_pipe_pack_message(item numeric) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.pipe_pack(6, item::text);
END
$$;

CREATE FUNCTION ora.dbms_pipe_pack_message(item timestamp) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.pipe_pack(12, item::text);
END
$$;

CREATE FUNCTION ora.dbms_pipe_pack_message(item bytea) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.pipe_pack(23, encode(item, 'hex'));
END
$$;
