from django.db import migrations

# A contact never changes; the box that holds it may be sealed with another key.
RESEALED = """
CREATE FUNCTION tingban_contact_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (to_jsonb(OLD) - 'box' - 'key_id') = (to_jsonb(NEW) - 'box' - 'key_id')
           AND OLD.box IS NOT NULL AND NEW.box IS NOT NULL AND OLD.key_id <> NEW.key_id THEN
            RETURN NEW;
        END IF;
        IF (to_jsonb(OLD) - 'retracted_at' - 'retracted_by_id')
             = (to_jsonb(NEW) - 'retracted_at' - 'retracted_by_id')
           AND OLD.retracted_at IS NULL AND NEW.retracted_at IS NOT NULL
           AND NEW.retracted_by_id IS NOT NULL THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER complaints_casecontact_append_only ON complaints_casecontact;
CREATE TRIGGER complaints_casecontact_append_only BEFORE UPDATE OR DELETE
    ON complaints_casecontact FOR EACH ROW EXECUTE FUNCTION tingban_contact_append_only();
"""
REVERSED = """
DROP TRIGGER complaints_casecontact_append_only ON complaints_casecontact;
CREATE TRIGGER complaints_casecontact_append_only BEFORE UPDATE OR DELETE
    ON complaints_casecontact FOR EACH ROW EXECUTE FUNCTION tingban_append_only();
DROP FUNCTION tingban_contact_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0007_duplicates_are_found")]

    operations = [migrations.RunSQL(sql=RESEALED, reverse_sql=REVERSED)]
