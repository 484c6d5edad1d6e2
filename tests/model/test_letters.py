"""Letters: when one may be posted, what a person's own words may not say, and filling by name."""

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model import letters
from hipdesk.model.referrals.views import NamedPerson
from hipdesk.papers import letters_wording
from hipdesk.papers.letters_wording import FIELDS, WordingFault, filled


def person(role="victim", **said):
    """Somebody of whom little is known."""
    empty = {
        "tuple[str, ...]": (),
        "bool": False,
        "bool | None": None,
        "int | None": None,
        "dict[str, str]": {},
        "Mapping[str, str]": {},
    }
    plain = {field.name: empty.get(str(field.type), "") for field in fields(NamedPerson)}
    return NamedPerson(**{**plain, "role": role, "id": f"{role}-1", "label": f"{role.capitalize()} 1", **said})


VICTIM = person(
    name="Rukhsana Begum", address="Flat 4, Quarry House", postcode="MB4 7QA", contact_post_safe=True, label="Victim A"
)
CHILD = person("child", name="Amina Begum", school="Northgate Primary", label="Child 1")
SUSPECT = person(
    "perpetrator", name="Grace Holloway", aliases=("Gray",), address="9 Mill Lane", postcode="MB4 9ZZ",
    contact_number="07700 900123", label="Perpetrator 1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "others", "said"),
    [
        (True, (), ""),
        (None, (), "Nobody has asked"),
        (False, (), "not safe"),
        (True, (person("perpetrator", address="flat 4 quarry house"),), "same address"),
    ],
)
def test_post_when_asked_about_then_only_a_plain_yes_and_nobody_dangerous_at_home_makes_it_safe(answer, others, said):
    """Not asked is no; an alleged perpetrator at the same address is no, however it is spelt."""
    someone = person(address="Flat 4, Quarry House", contact_post_safe=answer)
    why = letters.post_refusal(someone, (someone, *others))
    assert (said in why) if said else why == ""


def test_post_when_no_address_is_known_then_refused_and_a_kept_one_is_written_by_hand():
    """An address kept out of papers is no reason against the post: it is written on the envelope."""
    assert letters.post_refusal(person(contact_post_safe=True), ()) == "No address is on the record."
    assert letters.post_refusal(person(contact_post_safe=True, address_kept=True), ()) == ""


@pytest.mark.parametrize(
    "words",
    [
        "Grace was arrested", "We told GRACE HOLLOWAY to stay away", "He lives at 9 Mill Lane", "near 9, mill  lane.",
        "Ring 07700 900123", "Gray came again", "post code mb4 9zz", "Amina is doing well",
        "She is at Northgate Primary", "HOLLOWAY rang", "Gráce rang",
    ],
)  # fmt: skip
def test_words_when_they_name_who_a_victim_letter_must_not_then_refused_by_label_only(words):
    """Alleged perpetrators and children: name, alias, address, number, school; the sentence holds none of it."""
    with pytest.raises(Refused) as told:
        letters.refuse_giving_away(words, (VICTIM, CHILD, SUSPECT), to=VICTIM)
    assert "1" in told.value.what
    for secret in ("Grace", "Holloway", "Mill", "Amina", "Northgate", "900123"):
        assert secret not in str(told.value)


@pytest.mark.parametrize(
    "words",
    [
        "Mrs Begum, the guard is fitted.",
        "The disgrace of it.",
        "By the grace of the landlord",
        "On Mill Road",
        "",
    ],
)
def test_words_when_they_only_look_alike_then_let_pass(words):
    """The person's own name, another street, part of a word: no false alarm that teaches people to ignore it."""
    letters.refuse_giving_away(words, (VICTIM, CHILD, SUSPECT), to=VICTIM)


def test_words_when_to_an_agency_then_children_and_kept_addresses_still_go_unsaid():
    """Agencies know the alleged perpetrator; a child is never named, a kept address never told."""
    kept = person(name="Maya Tran", address="2 Dock Street", address_kept=True)
    letters.refuse_giving_away("Grace Holloway was warned", (kept, CHILD, SUSPECT))
    for words in ("Amina Begum's teacher rang", "They moved to 2 Dock Street"):
        with pytest.raises(Refused):
            letters.refuse_giving_away(words, (kept, CHILD, SUSPECT))


@given(
    st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(min_size=1).filter(str.strip)),
    st.sampled_from(sorted(FIELDS)),
)
def test_text_when_filled_then_values_stand_as_they_are_and_are_never_filled_again(values, name):
    """Whatever a value holds, braces and names of other fields included, it is printed and nothing more."""
    told = filled(f"A {{{name}}} B", values)
    assert told == (f"A {values[name]} B" if name in values else None)


def test_text_when_a_value_is_blank_then_the_paragraph_is_left_out():
    """No letter says "on ." to anybody."""
    assert filled("On {next_panel}.", {"next_panel": "  "}) is None
    assert filled("Nothing to fill.", {}) == "Nothing to fill."
    assert filled("{words}", {"words": "{reason} {0} %s ${x}"}) == "{reason} {0} %s ${x}"


@pytest.mark.parametrize(
    "text", ["On {tomorrow}.", "{words.__class__}", "{words!r}", "{0}", "{", "Say }", "{actions} here"]
)
def test_wording_when_it_asks_for_what_nothing_fills_then_a_fault(text):
    """No attribute, no format, no index: only names of the list."""
    worded = letters_wording.LetterWording("A letter", "Subject", "Handling", (text,))
    with pytest.raises(WordingFault):
        letters_wording._checked(worded)


def test_wordings_when_shipped_then_every_letter_has_one_and_each_takes_own_words():
    """Eight letters and the one sent on; each has a place for the officer's own words."""
    shipped = letters_wording.letters()
    assert set(shipped) == {*letters.ABOUT, "redirect"}
    assert [kind for kind, wording in shipped.items() if "{words}" not in wording.paragraphs] == []
    assert [kind for kind, wording in shipped.items() if len(wording.handling) > 125] == []


def test_victim_wording_when_read_then_it_names_no_panel_crime_or_perpetrator():
    """If somebody else opens it, it tells nothing of what happened or who did it."""
    text = re.sub(r"\{\w+\}", "", " ".join(letters_wording.letters()["victim"].paragraphs)).casefold()
    for word in ("hate", "panel", "police", "crime", "perpetrator", "incident", "victim", "case", "referral"):
        assert word not in text, word
