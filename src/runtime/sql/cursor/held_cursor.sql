-- The statement that declares a cursor for a text put together at run time so that it outlives COMMIT; one that locks its rows does not. ORA-06539 for what is no
-- query: DECLARE would not take it, while OPEN … FOR EXECUTE tells by itself. (Database Error Messages, ORA-06539)
CREATE FUNCTION ora.held_cursor(portal text, query text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF query ~* '^\s*(insert|update|delete|merge|lock|call|create|alter|drop|truncate|rename|grant|revoke|comment)\M' THEN
    PERFORM ora.raise(6539);
  END IF;
  RETURN format('declare %I cursor%s for %s', portal, CASE WHEN query ~* '\mfor\s+update\M' THEN '' ELSE ' with hold' END, query);
END
$$;
