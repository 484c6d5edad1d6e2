"""Population of the district: groups as the office or the census calls them, what is none told, nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.population import PopulationRefused, group_key, read_population

LISTS = {
    "10a": ("0 to 9", "10 to 17", "65 and over"),
    "10b": ("Female", "Male"),
    "10c": ("White: Irish", "Asian: Bangladeshi", "Asian: any other", "Black: African"),
    "10d": ("Disabled", "Not disabled"),
    "10f": ("Heterosexual", "Gay or lesbian"),
}
HEAD = ["Characteristic", "Group", "People"]


@pytest.mark.parametrize(
    ("census", "office"),
    [
        ("Aged 65 years and over", "65 and over"), ("65+", "65 and over"), ("0-9", "0 to 9"),
        ("Asian, Asian British or Asian Welsh: Bangladeshi", "Asian: Bangladeshi"),
        ("Asian, Asian British or Asian Welsh: Other Asian", "Asian: any other"),
        ("Black, Black British, Black Welsh, Caribbean or African: African", "Black: African"),
        ("Disabled under the Equality Act", "Disabled"), ("Not disabled under the Equality Act", "Not disabled"),
        ("Straight or Heterosexual", "Heterosexual"), ("Gay or Lesbian", "Gay or lesbian"),
    ],
)  # fmt: skip
def test_group_when_called_as_the_census_does_then_is_the_one_of_the_list(census, office):
    """The office need not rename what it was sent."""
    assert group_key(census) == group_key(office)


def test_groups_when_they_are_others_then_their_keys_differ():
    """No two groups of the lists are taken for one."""
    every = [label for labels in LISTS.values() for label in labels]
    assert len({group_key(label) for label in every}) == len(every)


@given(st.dictionaries(st.sampled_from(LISTS["10c"]), st.integers(0, 9_000_000), min_size=1))
def test_table_when_filled_then_every_number_is_read_back(people):
    """With or without commas in the numbers."""
    rows = [HEAD, *(["Ethnic group", group, f"{many:,}"] for group, many in people.items())]
    found = read_population(rows, LISTS)
    assert found.groups == {"10c": people}
    assert found.findings == ()


def test_table_when_lines_are_wrong_then_each_is_told_and_the_rest_is_read():
    """No group, no number, twice the same, an empty one left as it is."""
    rows = [
        HEAD, ["Sex", "Female", "51"], ["Sex", "Female", "52"], ["Sex", "Other", "3"], ["Shoe size", "Male", "4"],
        ["Sex", "Male", "many"], ["Age", "0 to 9", ""],
    ]  # fmt: skip
    found = read_population(rows, LISTS)
    assert found.groups == {"10b": {"Female": 51}}
    assert [finding.partition(":")[0] for finding in found.findings] == ["Line 3", "Line 4", "Line 5", "Line 6"]


@pytest.mark.parametrize("rows", [[], [HEAD], [["a", "b"], ["c", "d"]], [HEAD, ["Sex", "Neither", "4"]]])
def test_table_when_it_is_none_then_refused(rows):
    """A file of something else keeps nothing."""
    with pytest.raises(PopulationRefused, match=r"no table|No line"):
        read_population(rows, LISTS)
