from django.db import migrations

from tingban.data.audit.known import append_only


class Migration(migrations.Migration):
    dependencies = [("exits", "0005_votes")]

    operations = [
        *append_only(
            "exits_voteplan",
            "exits_votestep",
            "exits_rollpart",
            "exits_rollcorrection",
            "exits_ballot",
            "exits_ballotserved",
            "exits_ballotentry",
            "exits_voteclosing",
            "exits_objection",
            "exits_objectionanswer",
        )
    ]
