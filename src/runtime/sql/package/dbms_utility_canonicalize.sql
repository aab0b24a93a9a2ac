-- DBMS_UTILITY.CANONICALIZE: a simple name as the dictionary has it, a dotted one with every part in quotes; what stands behind is ignored.
-- (PL/SQL Packages and Types Reference, "DBMS_UTILITY")
CREATE PROCEDURE ora.dbms_utility_canonicalize(name text, OUT canon_name text, canon_len integer)
LANGUAGE plpgsql
AS $$
DECLARE
  simple CONSTANT text := '(?:"[^"]+"|[[:alpha:]][[:alnum:]_$#]*)';
  head text := substring(btrim(name) FROM '^' || simple || '(?:\s*\.\s*' || simple || ')*');
  parts text[];
BEGIN
  IF nullif(btrim(name), '') IS NULL THEN
    RETURN;
  ELSIF head IS NULL THEN
    PERFORM ora.raise(931);
  END IF;
  parts := ARRAY(SELECT CASE WHEN m[1] LIKE '"%' THEN m[1] ELSE '"' || upper(m[1]) || '"' END FROM regexp_matches(head, '(' || simple || ')', 'g') AS m);
  canon_name := nullif(ora.first_bytes(CASE WHEN cardinality(parts) = 1 THEN btrim(parts[1], '"') ELSE array_to_string(parts, '.') END, canon_len), '');
END
$$;
