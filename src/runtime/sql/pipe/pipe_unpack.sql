-- Takes the next item of the message that was received: ORA-06556 where there is none, ORA-06559 where it has another type. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.pipe_unpack(type integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  message jsonb := coalesce(ora.state_get('pipe:in')::jsonb, '[]');
  item jsonb := message -> 0;
BEGIN
  IF item IS NULL THEN
    PERFORM ora.raise(6556);
  ELSIF (item ->> 0)::integer <> type THEN
    PERFORM ora.raise(6559, format('wrong datatype requested, %s, actual datatype is %s', type, item ->> 0));
  END IF;
  PERFORM ora.state_set('pipe:in', (message - 0)::text);
  RETURN item ->> 1;
END
$$;
