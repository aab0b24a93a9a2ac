-- Whether the transaction has changed or locked something: PostgreSQL counts NEXTVAL as a change, Oracle does not. (Database Concepts, "Beginning of a Transaction")
CREATE FUNCTION ora.transaction_begun() RETURNS boolean
LANGUAGE sql
AS $$
  SELECT pg_current_xact_id_if_assigned() IS NOT NULL AND (
    SELECT coalesce(bool_or(c.relkind <> 'S'), true)
    FROM pg_catalog.pg_locks AS l JOIN pg_catalog.pg_class AS c ON c.oid = l.relation
    WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.mode NOT IN ('AccessShareLock', 'SIReadLock'))
$$;
