-- ora.package_get where the transaction's copy is at hand: a name that is not known before is looked up once that way, not twice.
CREATE FUNCTION ora.package_copied(name text, copy text, missing_ok boolean) RETURNS text
LANGUAGE sql
AS $$
  SELECT CASE
    WHEN coalesce(starts_with(copy, nullif(current_setting('ora.state_generation', true), '')), false)
      AND current_setting('ora.state_mark', true) = currval('ora.state_clock')::text
      AND current_setting('transaction_read_only') = 'off'
      THEN nullif(right(copy, -20), E'\x01')
    ELSE ora.package_read(name, missing_ok)
  END
$$;
