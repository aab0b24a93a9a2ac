-- Counts the savepoints of a name that the transaction has set. The count ends and is undone with the transaction, as they are. (SQL Language Reference, "SAVEPOINT")
CREATE FUNCTION ora.savepoint_mark(name text) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
  parameter text := 'ora.savepoints_' || md5(name);
  marked bigint := coalesce(nullif(current_setting(parameter, true), '')::bigint, 0) + 1;
BEGIN
  PERFORM set_config(parameter, marked::text, true);
  RETURN marked;
END
$$;
