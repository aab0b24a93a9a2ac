-- DBMS_LOB.WRITEAPPEND of as many characters as the buffer has: the planner puts the body in place of the call. What is appended is NULL where the LOB is,
-- and where there is nothing to append, which are errors. Out: the new value of the LOB, which the caller assigns.
CREATE FUNCTION ora.dbms_lob_writeappend_all(lob text, buffer text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT coalesce(lob || nullif(buffer, ''), ora.dbms_lob_writeappend(lob, length(buffer), buffer)) $$;
