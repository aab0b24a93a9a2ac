-- DBMS_LOB.COPY: a part of one LOB over a part of another; a gap before it is filled with blanks or zero bytes. (PL/SQL Packages, "DBMS_LOB")
-- Out: the new value of the LOB, which the caller assigns.
CREATE FUNCTION ora.dbms_lob_copy(lob text, source text, amount numeric, start numeric DEFAULT 1, source_start numeric DEFAULT 1) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  part text;
  at integer;
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL OR source IS NULL, 1, amount, start, source_start);
  IF source <> '' AND round(source_start) > length(source) THEN
    PERFORM ora.raise(22994, 'source offset is beyond the end of the source LOB');
  END IF;
  part := substr(source, least(round(source_start), 2147483647)::integer, least(round(amount), 2147483647)::integer);
  at := round(start);
  RETURN substr(lob || repeat(' ', greatest(at - 1 - length(lob), 0)), 1, at - 1) || part || substr(lob, at + length(part));
END
$$;

CREATE FUNCTION ora.dbms_lob_copy(lob bytea, source bytea, amount numeric, start numeric DEFAULT 1, source_start numeric DEFAULT 1) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  part bytea;
  at integer;
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL OR source IS NULL, 1, amount, start, source_start);
  IF source <> '' AND round(source_start) > octet_length(source) THEN
    PERFORM ora.raise(22994, 'source offset is beyond the end of the source LOB');
  END IF;
  part := substr(source, least(round(source_start), 2147483647)::integer, least(round(amount), 2147483647)::integer);
  at := round(start);
  RETURN substr(lob || decode(repeat('00', greatest(at - 1 - octet_length(lob), 0)), 'hex'), 1, at - 1) || part || substr(lob, at + octet_length(part));
END
$$;
