-- Adds an item to the message that SEND_MESSAGE sends; ORA-06558 where it does not fit into the 4096 bytes of the buffer: each item takes three
-- bytes beside its own, and one byte ends the message. (PL/SQL Packages and Types Reference, "DBMS_PIPE", "PACK_MESSAGE Procedures")
CREATE FUNCTION ora.pipe_pack(type integer, item text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  message jsonb := coalesce(ora.state_get('pipe:out')::jsonb, '[]') || jsonb_build_array(jsonb_build_array(type, item));
BEGIN
  IF (SELECT sum(3 + coalesce(CASE (e.value ->> 0)::integer
      WHEN 6 THEN cardinality(ora.number_bytes((e.value ->> 1)::numeric)) WHEN 12 THEN 7 WHEN 23 THEN octet_length(e.value ->> 1) / 2
      ELSE octet_length(e.value ->> 1) END, 0)) FROM jsonb_array_elements(message) AS e) > 4095 THEN
    PERFORM ora.raise(6558, 'buffer in dbms_pipe package is full. No more items allowed');
  END IF;
  PERFORM ora.state_set('pipe:out', message::text);
END
$$;
