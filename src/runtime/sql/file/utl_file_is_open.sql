-- UTL_FILE.IS_OPEN
CREATE FUNCTION ora.utl_file_is_open(file ora.utl_file_file_type) RETURNS boolean
LANGUAGE sql
AS $$ SELECT file.id IS NOT NULL AND ora.state_get('utl_file:' || file.id) IS NOT NULL $$;
