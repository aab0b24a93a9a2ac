-- A CALL whose text is known at run time only. EXECUTE runs it within the caller's statement, where PostgreSQL ends no transaction: a COMMIT below it fails,
-- which is a refusal (P0004) and not an error that WHEN OTHERS may be offered. With bind variables it stays as it is.
CREATE FUNCTION ora.dynamic_within(call text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE
    WHEN call ~ '\$\d' THEN call
    ELSE 'do $within$ begin ' || call || '; exception when invalid_transaction_termination then raise exception using errcode = ''P0004'', '
      || 'message = ''OP3060 This dynamic SQL is known at run time only, and a COMMIT or ROLLBACK below it cannot end the transaction.''; end $within$'
  END
$$;
