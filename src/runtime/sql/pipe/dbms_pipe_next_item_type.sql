-- DBMS_PIPE.NEXT_ITEM_TYPE: 0 no more items, 6 NUMBER, 9 VARCHAR2, 12 DATE, 23 RAW. (PL/SQL Packages and Types Reference, "DBMS_PIPE")
CREATE FUNCTION ora.dbms_pipe_next_item_type() RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN coalesce((ora.state_get('pipe:in')::jsonb -> 0 ->> 0)::integer, 0);
END
$$;
