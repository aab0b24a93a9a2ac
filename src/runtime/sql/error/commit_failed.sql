-- The error of a COMMIT that found a deferred constraint violated: ORA-02091, with the cause below it.
-- (SQL Language Reference, "constraint", DEFERRABLE; Error Messages, ORA-02091)
CREATE FUNCTION ora.commit_failed(cause ora.err) RETURNS ora.err LANGUAGE sql STABLE AS $$
  SELECT ora.err_new(ora.sqlstate_of(2091), ora.error_message(2091, NULL) || chr(10) || ora.sqlerrm(cause))
$$;
