-- What an autonomous transaction, whose connection is one of its own, was told of the session that it belongs to; NULL in the session itself.
-- (ora.autonomous_session; PL/SQL Language Reference, "Autonomous Transactions": it is of the same session)
CREATE FUNCTION ora.caller_fact(name text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN current_setting('ora.is_autonomous', true) = 'on' THEN current_setting('ora.caller_' || name, true) END
$$;
