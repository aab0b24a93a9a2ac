-- A number that is that of no open cursor: ORA-29471, and DBMS_SQL cannot be used any more in the session.
-- (PL/SQL Packages and Types Reference, "DBMS_SQL", "Preventing Malicious or Accidental Access of Open Cursor Numbers")
CREATE FUNCTION ora.dbms_sql_deny() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  FOR c IN 1 .. coalesce(ora.state_get('dbms_sql:last')::integer, 0) LOOP
    PERFORM ora.state_clear('dbms_sql:' || c);
  END LOOP;
  PERFORM ora.state_set('dbms_sql:last', '0'), ora.state_set('dbms_sql:denied', 'Y');
  PERFORM ora.raise(29471);
END
$$;
