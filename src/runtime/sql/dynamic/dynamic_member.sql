-- The name of a routine in dynamic SQL: owner.package.routine is that of the schema which the package is; a name of less parts stays. ORA-06550 where there
-- is no such package. (PL/SQL Language Reference, "References to Identifiers")
CREATE FUNCTION ora.dynamic_member(name text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  part CONSTANT text[] := regexp_match(name, '^([\w$#]+|"[^"]+")\s*\.\s*([\w$#]+|"[^"]+")\s*\.\s*([\w$#]+|"[^"]+")$');
  package text;
BEGIN
  IF part IS NULL THEN
    RETURN name;
  END IF;
  -- The schema of the user's own objects is the user by another name.
  package := ora.dynamic_package(CASE WHEN lower(part[1]) = 'public' THEN quote_ident(ora.user_name()) ELSE part[1] END, part[2]);
  IF package LIKE '%.%' THEN
    PERFORM ora.raise(6550, 'PL/SQL compilation error');
  END IF;
  RETURN package || '.' || part[3];
END
$$;
