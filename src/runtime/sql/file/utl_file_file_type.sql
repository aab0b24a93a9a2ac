-- UTL_FILE.FILE_TYPE: the handle of a file. (PL/SQL Packages and Types Reference)
CREATE TYPE ora.utl_file_file_type AS (
  id integer,
  datatype integer,
  byte_mode boolean
);
