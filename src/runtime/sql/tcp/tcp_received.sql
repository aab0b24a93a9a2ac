-- What was received, or ORA-29259 where the other side has ended the connection and nothing is left.
CREATE FUNCTION ora.tcp_received(data bytea) RETURNS bytea
LANGUAGE plpgsql
AS $$
BEGIN
  IF data = '' THEN
    PERFORM ora.raise(29259);
  END IF;
  RETURN data;
END
$$;
