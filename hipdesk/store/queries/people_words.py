"""What a record says of a person, field by field and in the office's words: to compare two, or to show one."""

from collections.abc import Callable, Mapping
from typing import Any

from hipdesk.model.merging import MergeField
from hipdesk.store.queries.involvements import partial_day
from hipdesk.store.queries.words import Words

_REASONS = {"not_known": "Not known", "not_asked": "Not asked", "declined": "Prefers not to say"}
_LISTS = {
    "sex": "sex", "religion": "religion", "orientation": "sexual_orientation", "contact_method": "safe_contact",
}  # fmt: skip
_YES_NO = {
    "interpreter": ("Needed", "Not needed"),
    "address_confidential": ("Kept out of papers", "Shown"),
    "immigration_vulnerable": ("Yes", "No"),
    "disabled": ("Yes", "No"),
}
Values = Mapping[str, Any]


def answer_words(words: Words, field: MergeField, values: Values) -> str:
    """An answer in words; empty where there is none."""
    special: dict[str, Callable[[Words, Values], str]] = {
        "name": _name, "born": _born, "ethnicity": _ethnicity, "contact": _contact, "sex": _sex,
        "impairments": lambda words, values: ", ".join(words.all("impairment", values["impairments"])),
    }  # fmt: skip
    if field.code in special:
        return special[field.code](words, values)
    value = values[field.columns[0]]
    if field.code in _YES_NO:
        return "" if value is None else _YES_NO[field.code][0 if value else 1]
    return words.of(_LISTS[field.code], value) if field.code in _LISTS else str(value or "")


def reason_words(reason: str) -> str:
    """Why there is no answer."""
    return _REASONS.get(reason, "Not recorded")


def _name(_words: Words, values: Values) -> str:
    name = f"{values['title'] or ''} {values['name']}".strip() or "Not named"
    return f"{name} (not their real name)" if values["pseudonym"] else name


def _born(_words: Words, values: Values) -> str:
    earliest, given = values["born_earliest"], values["born_words"]
    if earliest is not None or given:
        precision = values["born_precision"] or ("day" if earliest == values["born_latest"] else "unread")
        day = partial_day(earliest, values["born_latest"], precision, given)
        return day.text if day else ""
    if values["age_estimate"] is None:
        return ""
    since = f" in {values['age_estimated_on'].year}" if values["age_estimated_on"] else ""
    return f"About {values['age_estimate']}{since}"


def _ethnicity(words: Words, values: Values) -> str:
    told = words.of("ethnicity", values["ethnicity"]) or values["ethnicity_words"] or ""
    seen = words.of("observed_ethnicity", values["ethnicity_observed"])
    return ", ".join(part for part in (told, f"observed: {seen}" if seen else "") if part)


def _sex(words: Words, values: Values) -> str:
    return words.of("sex", values["sex"])


def _contact(words: Words, values: Values) -> str:
    parts = [words.of("safe_contact", values["contact_method"]), values["contact_times"] or ""]
    if values["contact_message_safe"] is not None:
        parts.append("messages are safe" if values["contact_message_safe"] else "never leave a message")
    if values["contact_post_safe"] is not None:
        parts.append("post is safe" if values["contact_post_safe"] else "never write")
    if values["contact_unsaid"]:
        parts.append(f"do not say {values['contact_unsaid']}")
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]
