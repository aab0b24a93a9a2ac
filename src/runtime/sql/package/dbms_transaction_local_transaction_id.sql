-- DBMS_TRANSACTION.LOCAL_TRANSACTION_ID: NULL when no transaction is active, unless one is asked for.
CREATE FUNCTION ora.dbms_transaction_local_transaction_id(create_transaction boolean DEFAULT false) RETURNS text
LANGUAGE sql
AS $$
  SELECT CASE WHEN create_transaction THEN pg_current_xact_id() WHEN ora.transaction_begun() THEN pg_current_xact_id_if_assigned() END::text
$$;
