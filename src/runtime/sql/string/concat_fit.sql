-- Text that || put together in SQL: beyond the size of VARCHAR2 it is ORA-01489. (SQL Language Reference, "Concatenation Operator")
CREATE FUNCTION ora.concat_fit(s text, size integer DEFAULT 4000) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN octet_length(s) > size THEN ora.listagg_overflow(size, octet_length(s)) ELSE s END $$;
