-- DBMS_UTILITY.IS_CLUSTER_DATABASE: one server is one instance.
CREATE FUNCTION ora.dbms_utility_is_cluster_database() RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT false $$;
