-- DBMS_RANDOM.VALUE: 0 <= x < 1 with 38 decimals, or low <= x < high. Until the session has called SEED the digits are PostgreSQL's: what it
-- gives cannot be foretold in Oracle either. ora.random_native_at says that this was so when the session's state was last looked at.
CREATE FUNCTION ora.dbms_random_value() RETURNS numeric
LANGUAGE sql VOLATILE
AS $$
  SELECT CASE
    WHEN coalesce(current_setting('ora.random_native_at', true), '') <> '' AND current_setting('ora.random_native_at', true) = currval('ora.state_clock')::text
      THEN ora.random_native()
    ELSE ora.random_next()
  END
$$;

CREATE FUNCTION ora.dbms_random_value(low numeric, high numeric) RETURNS numeric
LANGUAGE sql VOLATILE
AS $$
  SELECT ora.num_computed(ora.num_computed(ora.dbms_random_value() * (high - low)) + low)
$$;
