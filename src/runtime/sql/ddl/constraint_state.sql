-- ALTER TABLE … DISABLE and ENABLE CONSTRAINT in a program: the constraint is dropped and its definition kept, or made again from that.
-- What is disabled or enabled already stays so; stays: see ora.free_of_key; cascades: foreign keys that refer to the constraint are disabled with it. (SQL Language Reference, "constraint", "ENABLE Clause")
CREATE FUNCTION ora.constraint_state(relation regclass, constraint_name text, enable boolean, validate boolean DEFAULT NULL, cascades boolean DEFAULT false, stays text[] DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT text := ora.own_constraint(relation, constraint_name);
  there boolean;
  valid boolean;
  kept text;
  full_name text;
  dependent record;
  key regclass;
  columns text[];
  kept_index text;
BEGIN
  -- The key has an index of its own again.
  IF enable THEN
    DELETE FROM ora.definitions AS d WHERE d.relation = constraint_state.relation AND d.part = 'kept ' || own RETURNING d.value INTO kept_index;
  END IF;
  IF kept_index IS NOT NULL THEN
    EXECUTE format('drop index if exists %s', (SELECT format('%I.%I', n.nspname, kept_index)
      FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = relation));
  END IF;
  SELECT k.convalidated, pg_get_constraintdef(k.oid) INTO valid, kept
  FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = relation AND k.conname = own;
  there := FOUND;
  -- A UNIQUE constraint over columns that may all be NULL is kept as an index.
  key := ora.constraint_index(relation, own);
  IF key IS NOT NULL THEN
    IF NOT enable THEN
      INSERT INTO ora.disabled_constraints (relation, name, definition) VALUES (relation, own, pg_get_indexdef(key));
      EXECUTE format('drop index %s', key);
    ELSE
      PERFORM ora.note_validated(relation, own, validate IS DISTINCT FROM false);
    END IF;
    RETURN;
  END IF;
  IF there AND enable THEN
    IF validate IS DISTINCT FROM false AND NOT valid THEN
      EXECUTE format('alter table %s validate constraint %I', relation, own);
    END IF;
    PERFORM ora.note_validated(relation, own, validate IS DISTINCT FROM false);
  ELSIF there THEN
    IF cascades THEN
      FOR dependent IN SELECT f.conrelid::regclass AS child, f.conname FROM pg_catalog.pg_constraint AS f
        JOIN pg_catalog.pg_constraint AS k ON k.conindid = f.conindid AND k.conrelid = relation AND k.conname = own AND k.contype IN ('p', 'u')
        WHERE f.contype = 'f' AND f.confrelid = relation
      LOOP
        PERFORM ora.constraint_state(dependent.child, quote_ident(dependent.conname), false);
      END LOOP;
    END IF;
    columns := ora.key_columns(relation, own);
    INSERT INTO ora.disabled_constraints (relation, name, definition) VALUES (relation, own, regexp_replace(kept, ' NOT VALID$', ''));
    EXECUTE format('alter table %s drop constraint %I', relation, own);
    PERFORM ora.free_of_key(relation, columns, stays);
  ELSE
    SELECT d.definition INTO kept FROM ora.disabled_constraints AS d WHERE d.relation = constraint_state.relation AND d.name = own;
    IF NOT FOUND THEN
      PERFORM ora.raise(CASE WHEN enable THEN 2430 ELSE 2431 END,
        format('cannot %s constraint (%s) - no such constraint', CASE WHEN enable THEN 'enable' ELSE 'disable' END, ora.oracle_name(own)));
    END IF;
    IF enable THEN
      DELETE FROM ora.disabled_constraints AS d WHERE d.relation = constraint_state.relation AND d.name = own;
      IF NOT validate AND kept ~* '^(foreign key|check)' THEN
        kept := kept || ' not valid';
      END IF;
      IF kept ~* '^create ' THEN
        EXECUTE kept;
        INSERT INTO ora.definitions (relation, part, value, state) SELECT constraint_state.relation, 'unique ' || own, 'U', ''
        ON CONFLICT ON CONSTRAINT definitions_pkey DO NOTHING;
      ELSE
        EXECUTE format('alter table %s add constraint %I %s', relation, own, kept);
        -- What was noted of a check that was made disabled goes on to be said of it.
        UPDATE ora.definitions AS d SET state = ora.definition_state(d.relation, d.part)
        WHERE d.relation = constraint_state.relation AND d.part = 'check ' || own AND strpos(ora.reloaded_text(kept), d.state) > 0;
      END IF;
      PERFORM ora.note_validated(relation, own, validate IS DISTINCT FROM false);
    END IF;
  END IF;
EXCEPTION
  WHEN dependent_objects_still_exist THEN
    SELECT ora.owner_name(n.nspname) || '.' || ora.oracle_name(own) INTO full_name
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = relation;
    PERFORM ora.raise(2297, format('cannot disable constraint (%s) - dependencies exist', full_name));
  WHEN foreign_key_violation OR check_violation OR unique_violation THEN
    SELECT ora.owner_name(n.nspname) || '.' || ora.oracle_name(own) INTO full_name
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = relation;
    CASE
      WHEN SQLSTATE = '23503' THEN
        PERFORM ora.raise(2298, format('cannot validate (%s) - parent keys not found', full_name));
      WHEN SQLSTATE = '23514' THEN
        PERFORM ora.raise(2293, format('cannot validate (%s) - check constraint violated', full_name));
      WHEN kept ~* '^primary key' THEN
        PERFORM ora.raise(2437, format('cannot validate (%s) - primary key violated', full_name));
      ELSE
        PERFORM ora.raise(2299, format('cannot validate (%s) - duplicate keys found', full_name));
    END CASE;
END
$$;
