from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("weekly", "0003_reminders_to_notices")]

    operations = [migrations.DeleteModel(name="Reminder")]
