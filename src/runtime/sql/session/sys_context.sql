-- SYS_CONTEXT: USERENV, SYS_SESSION_ROLES and application contexts. Names as Oracle shows them. A USERENV parameter that Oracle
-- does not know is ORA-02003; one that has no value here is NULL. (SQL Language Reference, "SYS_CONTEXT", table of USERENV.)
-- STABLE, although the store is read by a volatile function: the value is the same throughout a statement, and an index can be used.
CREATE FUNCTION ora.sys_context(namespace text, parameter text, length numeric DEFAULT 256) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  p text := upper(parameter);
  result text;
BEGIN
  IF upper(namespace) = 'SYS_SESSION_ROLES' THEN
    RETURN upper(ora.dbms_session_is_role_enabled(parameter)::text);
  ELSIF upper(namespace) <> 'USERENV' THEN
    -- Where values are kept by client identifier, a session that has one sees those of its own alone.
    result := ora.state_get(ora.context_key(namespace, p,
      CASE WHEN ora.state_get('context:' || upper(namespace) || '@clients') = 'Y' THEN ora.state_get('session:client_identifier') END));
  ELSE
    CASE
      WHEN p IN ('SESSION_USER', 'AUTHENTICATED_IDENTITY', 'ENTERPRISE_IDENTITY') THEN
        result := ora.user_name();
      WHEN p = 'CURRENT_USER' THEN
        result := ora.oracle_name(current_user);
      WHEN p IN ('CURRENT_SCHEMA', 'POLICY_INVOKER') THEN
        result := ora.owner_name(current_schema());
      WHEN p IN ('SESSION_USERID', 'CURRENT_USERID') THEN
        result := (SELECT r.oid::text FROM pg_catalog.pg_roles AS r
        WHERE r.rolname = CASE p WHEN 'SESSION_USERID' THEN ora.session_role() ELSE current_user END);
      WHEN p = 'CURRENT_SCHEMAID' THEN
        result := (SELECT n.oid::text FROM pg_catalog.pg_namespace AS n WHERE n.nspname = current_schema());
      WHEN p IN ('SID', 'SESSIONID') THEN
        result := ora.session_pid()::text;
      WHEN p IN ('HOST', 'TERMINAL') THEN
        result := coalesce(ora.client_address(), 'localhost');
      WHEN p = 'IP_ADDRESS' THEN
        result := ora.client_address();
      WHEN p = 'SERVER_HOST' THEN
        result := coalesce(host(inet_server_addr()), 'localhost');
      WHEN p = 'OS_USER' THEN
        result := ora.session_role();
      WHEN p IN ('DB_NAME', 'DB_UNIQUE_NAME', 'INSTANCE_NAME', 'SERVICE_NAME', 'CON_NAME', 'CDB_NAME') THEN
        result := current_database();
      WHEN p IN ('MODULE', 'ACTION', 'CLIENT_INFO', 'CLIENT_IDENTIFIER') THEN
        result := ora.state_get('session:' || lower(p));
      WHEN p = 'CLIENT_PROGRAM_NAME' THEN
        result := current_setting('application_name');
      WHEN p = 'LANG' THEN
        result := 'US';
      WHEN p = 'LANGUAGE' THEN
        result := 'AMERICAN_AMERICA.AL32UTF8';
      WHEN p IN ('NLS_CALENDAR', 'NLS_CURRENCY', 'NLS_DATE_FORMAT', 'NLS_DATE_LANGUAGE', 'NLS_SORT', 'NLS_TERRITORY') THEN
        result := ora.nls_parameter(p);
      WHEN p = 'ISDBA' THEN
        result := upper((SELECT r.rolsuper FROM pg_catalog.pg_roles AS r WHERE r.rolname = ora.session_role())::text);
      WHEN p IN ('INSTANCE', 'CON_ID') THEN
        result := '1';
      WHEN p = 'FG_JOB_ID' THEN
        result := '0';
      WHEN p = 'NETWORK_PROTOCOL' THEN
        result := CASE WHEN ora.client_address() IS NULL THEN NULL ELSE 'tcp' END;
      WHEN p = 'AUTHENTICATION_METHOD' THEN
        result := 'PASSWORD';
      WHEN p = 'IDENTIFICATION_TYPE' THEN
        result := 'LOCAL';
      WHEN p = 'PLATFORM_SLASH' THEN
        result := '/';
      WHEN p = 'DATABASE_ROLE' THEN
        result := CASE WHEN pg_is_in_recovery() THEN 'PHYSICAL STANDBY' ELSE 'PRIMARY' END;
      WHEN p = 'CURRENT_EDITION_NAME' OR p = 'SESSION_EDITION_NAME' THEN
        result := 'ORA$BASE';
      WHEN p IN ('IS_APPLY_SERVER', 'IS_DG_ROLLING_UPGRADE') THEN
        result := 'FALSE';
      WHEN p = 'PID' THEN
        result := pg_backend_pid()::text;
      WHEN p IN ('ENTRYID', 'BG_JOB_ID', 'PROXY_USER', 'PROXY_USERID', 'DB_DOMAIN', 'GLOBAL_UID', 'AUDITED_CURSORID',
        'AUTHENTICATION_DATA', 'CURRENT_BIND', 'CURRENT_SQL', 'CURRENT_SQL_LENGTH', 'DBLINK_INFO', 'GLOBAL_CONTEXT_MEMORY',
        'PROXY_ENTERPRISE_IDENTITY', 'SCHEDULER_JOB', 'STATEMENTID', 'ORACLE_HOME', 'UNIFIED_AUDIT_SESSIONID',
        'CURRENT_EDITION_ID', 'SESSION_EDITION_ID', 'LDAP_SERVER_TYPE', 'DB_SUPPLEMENTAL_LOG_LEVEL') OR p ~ '^CURRENT_SQL[1-7]$' THEN
        result := NULL;
      ELSE
        PERFORM ora.raise(2003, 'invalid USERENV parameter');
    END CASE;
  END IF;
  RETURN nullif(left(result, CASE WHEN length BETWEEN 1 AND 4000 THEN length::integer ELSE 256 END), '');
END
$$;
