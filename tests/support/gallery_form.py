"""A form in the gallery: rail, sections, a sunken box, repeated records, problems beside fields."""

from datetime import date

from PySide6.QtWidgets import QWidget

from hipdesk.model.problems import Problem
from ui.forms.form import Form
from ui.forms.grid import FieldGrid
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.segments import Segments

DAY = date(2026, 12, 2)
LANGUAGES = [
    (word.casefold(), word)
    for word in (
        "Arabic",
        "Bengali (Sylheti)",
        "English",
        "Gujarati",
        "Hindi",
        "Panjabi",
        "Polish",
        "Somali",
        "Tamil",
        "Urdu",
    )
]


def _incident(fields: FieldGrid) -> None:
    fields.add_date("on", "When", lambda: DAY, mark="to accept", no_answer=True)
    fields.add_text("where", "Where", no_answer=True)
    fields.add_note("words", "What happened", mark="to log")


def referral_form() -> Form:
    """A form like the referral's, shorter."""
    form = Form(
        "New referral",
        build=lambda values: values,
        check=lambda _made: [
            Problem("sharing.agreed", "Say whether the person agreed", "log"),
        ],
    )
    form.add_section("referrer", "Referrer").add_text("referrer", "Who refers", mark="to log")
    who = form.add_section("person", "Person affected")
    who.add_beside_title(Segments((("p", "A person"), ("o", "An organisation or community")), small=True))
    who.add_text("person.name", "Name as given", mark="to log")
    who.add_text("person.own_name", "Name in own script", mark="optional")
    who.add_date(
        "person.born",
        "Date of birth or age",
        lambda: DAY,
        mark="to accept",
        no_answer=True,
        beside=Label("38 years", "quiet"),
    )
    who.add_choice("person.sex", "Sex", [("f", "Female"), ("m", "Male")], mark="optional", no_answer=True)
    who.add_choice("person.language", "Language", LANGUAGES, mark="to accept", no_answer=True)
    who.add_yes_no("person.interpreter", "Interpreter needed", mark="to accept", no_answer=True)
    who.add_text(
        "person.religion",
        "Religion",
        mark="optional",
        no_answer=True,
        hint="Ask, never infer. Needed only if it is the strand.",
    )
    who.add_text("person.postcode", "Postcode", width=10)
    safe = who.add_box("Safe contact", mark="to log", hint="How may we reach her without putting her at risk?")
    safe.add_choice("safe.by", "By", [("text", "Text message"), ("ring", "Telephone")])
    safe.add_text("safe.number", "Number")
    what = form.add_section("incidents", "What happened")
    what.add_repeats("incidents", "incident", _incident, least=1)
    sharing = form.add_section("sharing", "Consent and sharing")
    sharing.add_yes_no("sharing.agreed", "Agreement to the referral")
    sharing.add_ticks("sharing.with", "May be shared with", [("p", "Police"), ("h", "Housing"), ("s", "Schools")])
    form.finish()
    return form


def form_page() -> QWidget:
    """The form filled halfway."""
    form = referral_form()
    form.show_answers(
        {
            "referrer": "Riverside & Chalk Housing",
            "person.name": "Rukshana Begom",
            "person.own_name": "রুখসানা বেগম",
            "person.born": date(1988, 3, 14),
            "person.sex": "f",
            "person.language": "bengali (sylheti)",
            "person.interpreter": True,
            "person.postcode": "MB4 7Q",
        },
        {"person.religion": "declined"},
    )
    form.frame("person.postcode").set_problem("Two letters at the end, as in MB4 7QX")
    form.look()
    header = PageHeader("New referral", "From Riverside & Chalk Housing, received today 13:20 by telephone")
    header.add_action(Button("Close", icon="cross"))
    header.add_action(Button("Log referral", "primary", icon="tick", key="Ctrl+Enter"))
    page = Ground()
    page.setLayout(layout.column(header, form, gap=0))
    page.resize(1190, 698)
    page.show()
    form.go_to_section("person")
    return page


PAGES = {"form": form_page}
