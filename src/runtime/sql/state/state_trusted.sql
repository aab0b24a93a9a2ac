-- Are the copies of package variables in the transaction's parameters to be trusted? Where a write was undone, and at the beginning of a
-- transaction, a new generation of copies begins, which makes it so. In a transaction that is read only there are none.
CREATE FUNCTION ora.state_trusted() RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
  mark text := coalesce(current_setting('ora.state_mark', true), '');
  done text;
BEGIN
  IF current_setting('transaction_read_only') = 'on' THEN
    RETURN false;
  END IF;
  IF mark <> '' AND mark = currval('ora.state_clock')::text THEN
    RETURN true;
  END IF;
  mark := nextval('ora.state_clock');
  done := set_config('ora.state_mark', mark, true);
  done := set_config('ora.state_generation', lpad(mark, 19, '0') || '=', true);
  RETURN true;
END
$$;
