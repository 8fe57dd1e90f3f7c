"""No page of the desk is forgotten where a real browser looks at them: the addresses come from the
URL table."""

from tests.browser.test_pages import VISITS
from tests.web.addresses import routes

# What answers with no page of its own: files, data for a form, and what is only sent to.
NO_PAGES = {
    "case_hints", "drill_list_file", "field_places", "field_session",
    "level_score_template", "notices_read", "notices_resend", "template", "vote_template",
}  # fmt: skip
# Pages that stand only behind a choice; they are walked in the stories.
BEHIND_A_CHOICE = {"drill_list", "paper_batch_new", "paper_batch_sign", "vote_open"}


def test_a_real_browser_looks_at_every_page_of_the_desk_that_has_an_address_of_its_own():
    walked = {path.partition("?")[0] for paths in VISITS.values() for path in paths}
    asked = {
        route.name: route.path({}).removeprefix("/desk/")
        for route in routes()
        if route.door is not None and route.door.kind == "desk" and not route.parts
    }

    forgotten = {name for name, path in asked.items() if path not in walked}

    assert forgotten == NO_PAGES | BEHIND_A_CHOICE
