"""The command line as IT uses it: an old workbook in, figures out, backups, plain sentences when something is wrong."""

import json
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from hipdesk.console.app import app
from hipdesk.console.session import Cost
from hipdesk.desk import Desk
from hipdesk.services.imports import import_findings, list_imports
from tests.support.casework_desk import casework
from tests.support.desks import PASSPHRASE, POLICY
from tests.support.filled_forms import fill

DATA = Path(__file__).resolve().parents[1] / "data"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
WORKBOOKS = [DATA / "hip-database.xlsx", *SHARED.glob("hip-database.xlsx")]
TRUTH = json.loads((DATA / "hip-database.truth.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch, tmp_path):
    """Key derivation at its cheapest, and a memory of vaults for this test alone."""
    monkeypatch.setattr(Cost, "policy", POLICY)
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))


@pytest.fixture
def passphrase(tmp_path):
    """A file with the passphrase."""
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    file.chmod(0o600)
    return str(file)


@pytest.fixture
def run(passphrase):
    """Run a command; its exit code and what it printed."""

    def command(*words: str, opens: bool = True, expect: int = 0) -> str:
        more = ["--passphrase-file", passphrase] if opens else []
        done = CliRunner().invoke(app, [*words, *more])
        assert done.exit_code == expect, done.output
        return done.output

    return command


@pytest.fixture
def vault(run, tmp_path):
    """A new vault."""
    path = str(tmp_path / "panel.hipdesk")
    run("create", "--vault", path, "--recovery-sheet", str(tmp_path / "sheet.pdf"))
    return path


def test_create_when_made_then_the_recovery_sheet_is_private_and_never_overwritten(run, vault, tmp_path):
    """The sheet is readable by its owner only; a second create says what is there."""
    sheet = tmp_path / "sheet.pdf"
    assert sheet.read_bytes().startswith(b"%PDF")
    assert sheet.stat().st_mode & 0o077 == 0
    said = run("create", "--vault", vault, "--recovery-sheet", str(sheet), expect=1)
    assert "there already" in said
    said = run("create", "--vault", vault, "--recovery-sheet", str(tmp_path / "other.pdf"), expect=1)
    assert not (tmp_path / "other.pdf").exists()


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=str)
def test_import_when_the_officer_has_answered_then_the_truth_is_met(run, vault, workbook):
    """Referrals by quarter, strands, agencies, closures and actions: exactly, through the database."""
    mapping = str(DATA / "hip-database.mapping.toml")
    made = json.loads(run("import", str(workbook), "--vault", vault, "--mapping", mapping, "--json"))
    assert made["created"]["cases"] == TRUTH["cases"]
    assert made["created"]["actions"] == TRUTH["actions"]
    assert made["created"]["hearings"] == TRUTH["hearings"]
    assert made["created"]["past meetings"] == TRUTH["panel_days_shared_by_three_cases_or_more"]
    strands: Counter[str] = Counter()
    agencies: Counter[str] = Counter()
    multi, quarters, opening = 0, {}, 0
    for quarter in TRUTH["by_quarter"]:
        counted = json.loads(run("figures", "--vault", vault, "--period", quarter, "--json"))
        quarters[quarter] = counted["referrals"]
        strands.update(counted["strand_flags"])
        agencies.update(counted["referrals_by_agency"])
        multi += counted["multi_strand"]
        assert counted["open_at_start"] == opening
        opening = counted["open_at_start"] + counted["accepted"] + counted["reopened"] - counted["closed"]
        assert counted["open_at_end"] == opening
    assert quarters == TRUTH["by_quarter"]
    assert {strand: count for strand, count in strands.items() if count} == TRUTH["strand_flags"]
    assert dict(agencies) == TRUTH["by_agency"]
    assert multi == TRUTH["multi_strand_cases"]
    found = json.loads(run("verify", "--vault", vault, "--json"))
    assert found["whole"]
    assert found["rows"]["closure"] == TRUTH["closed"]


def test_import_when_the_same_file_comes_again_then_creates_nothing(run, vault):
    """Twice is as good as once."""
    workbook = str(WORKBOOKS[0])
    first = json.loads(run("import", workbook, "--vault", vault, "--json"))
    again = json.loads(run("import", workbook, "--vault", vault, "--json"))
    assert first["created"]["cases"] == TRUTH["cases"]
    assert again["created"] == {}
    assert again["already_there"] == TRUTH["cases"]


def test_import_when_dry_then_writes_nothing(run, vault):
    """A dry run says what would come and leaves the vault as it was."""
    said = run("import", str(WORKBOOKS[0]), "--vault", vault, "--dry-run")
    assert "Nothing was written" in said
    assert "referral" not in json.loads(run("verify", "--vault", vault, "--json"))["rows"]


def test_import_when_done_then_every_stored_finding_is_printed(run, vault, tmp_path):
    """Suppositions and rows set aside too, in the dry run as well; and a day that cannot be read says what it is."""
    rows = [["HIP Ref", "Date of Referral", "Referred by", "Victim Name", "Dates heard", "Summary"]]
    rows += [[f"H{at}/19", f"{at:02}/01/2019", "VS", f"Ann Bell{at}", "14/03/2019", "Words."] for at in range(1, 9)]
    rows += [["H9/19", "some day", "VS", "Joe Reed", "14/03/2019", "Words."]]
    rows += [["H10/19", "31 Feb 2019", "VS", "Jo Ray", "14/03/2019", "Words."], ["Total", 10, "", "", "", ""]]
    book = tmp_path / "log.xlsx"
    made = openpyxl.Workbook()
    made.active.title = "HIP 2018-19"
    for row in rows:
        made.active.append(row)
    made.save(book)
    dry = run("import", str(book), "--vault", vault, "--dry-run")
    said = run("import", str(book), "--vault", vault)
    for told in (dry, said):
        assert "A line of totals." in told
        assert "Taken as received on 14 March 2019, the first day it was heard." in told
        assert "no exact day: 31 Feb 2019. Counted on 1 February 2019, the first day it can mean" in told
    assert "is no agency of the register" in said
    with Desk.unlock(Path(vault), PASSPHRASE, policy=POLICY) as desk:
        batch = desk.read(list_imports)[0]
        stored = desk.read(import_findings, batch.id).rows
    assert batch.findings == len(stored) == said.count("\n  HIP 2018-19") + said.count("\n  The workbook")
    assert all(f"{each.what} {each.done}" in said for each in stored)


def test_restore_when_there_is_no_backup_then_says_that_it_is_not_there(run, tmp_path):
    """Nothing was to be written; nothing is said of writing."""
    said = run("restore", str(tmp_path / "none.hipbackup"), "--vault", str(tmp_path / "new.hipdesk"), expect=1)
    assert "The backup is not there." in said
    assert not (tmp_path / "new.hipdesk").exists()


def test_verify_when_all_is_well_then_says_what_it_found_of_every_check(run, vault):
    """A check without its result tells nothing."""
    assert "Foreign keys: every row points at a record that is there." in run("verify", "--vault", vault)
    assert json.loads(run("verify", "--vault", vault, "--json"))["broken_links"] == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.xlsx", b""), ("letter.docx", b"Dear all,"), ("broken.xlsx", b"PK\x03\x04" + b"\0" * 400)],
)
def test_import_when_the_file_is_no_workbook_then_one_sentence_and_nothing(run, vault, tmp_path, name, content):
    """Bad input: one clear sentence, exit 1, nothing imported."""
    bad = tmp_path / name
    bad.write_bytes(content)
    said = run("import", str(bad), "--vault", vault, expect=1)
    assert len(said.strip().splitlines()) == 1
    assert "Traceback" not in said
    assert "referral" not in json.loads(run("verify", "--vault", vault, "--json"))["rows"]


def test_paper_and_backup_when_the_folder_is_not_there_then_say_so_and_write_nothing(run, vault, tmp_path):
    """No error number, and no file where a folder was meant."""
    gone = tmp_path / "gone"
    for asked in (["backup", "--to", str(gone)], ["paper", "contact-list", "--out", str(gone / "list.pdf")]):
        said = run(*asked[:-2], "--vault", vault, *asked[-2:], expect=1)
        assert "not there" in said or "no such folder" in said
        assert "ENOENT" not in said
    assert not gone.exists()


def test_backup_when_restored_then_figures_agree(run, vault, tmp_path):
    """Backup, proof, restore into a new folder: the same figures."""
    run("import", str(WORKBOOKS[0]), "--vault", vault)
    target = tmp_path / "one.hipbackup"
    assert "Proved" in run("backup", "--vault", vault, "--to", str(target))
    restored = str(tmp_path / "restored.hipdesk")
    run("restore", str(target), "--vault", restored)
    wanted = run("figures", "--vault", vault, "--period", "2016-17 Q2", "--json")
    assert run("figures", "--vault", restored, "--period", "2016-17 Q2", "--json") == wanted
    run("restore", str(target), "--vault", restored, expect=1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("figures", "--period", "soon"), "not a period"),
        (("paper", "nothing", "--out", "x.pdf"), "no such paper"),
        (("paper", "agenda", "--meeting", "next", "--out", "x.pdf"), "no such meeting"),
        (("paper", "case-paper", "--case", "HIP/2030-31/9999", "--out", "x.pdf"), "no such case"),
        (("paper", "letter-decline", "--referral", "HIP/2030-31/9999", "--out", "x.pdf"), "no such referral"),
        (("paper", "letter-chaser", "--out", "x.pdf"), "needs an agency"),
    ],
)
def test_commands_when_asked_for_what_is_not_there_then_say_so(run, vault, words, says):
    """Exit 1 and a sentence that says what to type."""
    assert says in run(words[0], *words[1:], "--vault", vault, expect=1)


def test_letter_when_asked_for_by_reference_then_written_and_noted_as_not_encrypted(run, tmp_path):
    """Letters come from the same catalogue as every paper."""
    with casework(tmp_path) as (desk, _known):
        path = str(desk.path)
    out = tmp_path / "letter.pdf"
    said = run("paper", "letter-acknowledgement", "--referral", "HIP/2026-27/0011", "--vault", path, "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF")
    assert "not encrypted" in said


def test_paper_when_its_file_ends_in_docx_then_a_word_document_with_a_password_when_asked(run, tmp_path):
    """The suffix chooses; a password in a file encrypts it as Office does, and the command says which."""
    with casework(tmp_path) as (desk, _known):
        path = str(desk.path)
    letter = ("paper", "letter-acknowledgement", "--referral", "HIP/2026-27/0011", "--vault", path, "--out")
    said = run(*letter, str(tmp_path / "letter.docx"))
    assert (tmp_path / "letter.docx").read_bytes().startswith(b"PK")
    assert "not encrypted" in said
    (tmp_path / "secret").write_text("correct horse battery\n", encoding="utf-8")
    (tmp_path / "secret").chmod(0o600)
    said = run(*letter, str(tmp_path / "closed.docx"), "--password-file", str(tmp_path / "secret"))
    assert (tmp_path / "closed.docx").read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert "opens with the password" in said


def test_read_form_when_filled_in_then_a_draft_and_its_findings_in_words(run, tmp_path):
    """The command reads what the window reads; a file that is no form is one sentence."""
    with casework(tmp_path) as (desk, _known):
        path = str(desk.path)
    run("paper", "referral-form", "--vault", path, "--out", str(tmp_path / "blank.docx"))
    answers = {"referrer_name": "Ifeoma Blake", "completed_on": "some time last week"}
    (tmp_path / "form.docx").write_bytes(fill((tmp_path / "blank.docx").read_bytes(), answers))
    said = run("read-form", str(tmp_path / "form.docx"), "--vault", path)
    assert "2 answers read" in said
    assert "Completed on: Not a day" in said
    assert "You have begun this form already" in run("read-form", str(tmp_path / "form.docx"), "--vault", path)
    assert "not a Word document" in run("read-form", __file__, "--vault", path, expect=1)


def test_read_form_when_a_risk_form_then_the_draft_of_the_case_named(run, tmp_path):
    """With --case its next assessment is begun; without it the form is no referral."""
    with casework(tmp_path) as (desk, _known):
        path = str(desk.path)
    run("paper", "risk-form", "--vault", path, "--out", str(tmp_path / "blank.docx"))
    form = str(tmp_path / "form.docx")
    Path(form).write_bytes(fill((tmp_path / "blank.docx").read_bytes(), {"victim_rating": "8"}))
    said = run("read-form", form, "--case", "HIP/2026-27/0001", "--vault", path)
    assert "1 answers read, kept as a draft assessment" in said


def test_export_when_central_or_figures_then_a_workbook_and_anything_else_is_told(run, vault, tmp_path):
    """Every case in its own columns after an import; figures of a quarter; a password closes either."""
    mapping = str(DATA / "hip-database.mapping.toml")
    run("import", str(DATA / "hip-database.xlsx"), "--mapping", mapping, "--vault", vault)
    out = tmp_path / "central.xlsx"
    assert "164 rows" in run("export", "central", "--own", "--vault", vault, "--out", str(out))
    sheet = openpyxl.load_workbook(out).active
    assert sheet["A1"].value == "HIP Ref"
    assert sheet.max_row == 165
    figures = tmp_path / "figures.xlsx"
    run("export", "figures", "--period", "2015-16 Q2", "--vault", vault, "--out", str(figures))
    assert openpyxl.load_workbook(figures).sheetnames[0] == "About"
    run("export", "annual-public", "--period", "2015-16", "--vault", vault, "--out", str(figures))
    assert openpyxl.load_workbook(figures).worksheets[0].oddHeader.center.text == "&BOFFICIAL"
    (tmp_path / "secret").write_text("correct horse battery\n", encoding="utf-8")
    (tmp_path / "secret").chmod(0o600)
    closed = ("export", "central", "--vault", vault, "--out", str(out), "--password-file", str(tmp_path / "secret"))
    assert "opens with the password" in run(*closed)
    assert out.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert "no such workbook" in run("export", "figures", "--vault", vault, "--out", str(out), expect=1)


def test_create_when_the_name_lacks_its_ending_then_gets_it_and_is_found_by_either(run, tmp_path):
    """The ending is the program's business, not the officer's."""
    run("create", "--vault", str(tmp_path / "plain"), "--recovery-sheet", str(tmp_path / "s.pdf"))
    assert (tmp_path / "plain.hipdesk").is_dir()
    run("verify", "--vault", str(tmp_path / "plain"))


def test_create_when_the_sheet_cannot_be_written_then_no_vault_stays_behind(run, tmp_path):
    """A vault nobody has the recovery code of is a trap."""
    path = str(tmp_path / "panel.hipdesk")
    run("create", "--vault", path, "--recovery-sheet", str(tmp_path / "missing" / "s.pdf"), expect=1)
    assert not Path(path).exists()
    run("create", "--vault", path, "--recovery-sheet", str(tmp_path / "s.pdf"))


def test_figures_when_nobody_named_a_strand_then_its_key_is_there(run, vault):
    """Scripts need not ask whether a strand exists."""
    counted = json.loads(run("figures", "--vault", vault, "--period", "2016-17 Q2", "--json"))
    assert set(counted["strand_flags"]) >= {
        "race", "religion", "sexual_orientation", "disability", "transgender", "age", "gender",
    }  # fmt: skip


def test_figures_when_asked_for_tables_then_every_table_is_there_beside_the_same_figures(run, vault):
    """The keys scripts rely on stay; tables come only when asked for, in words or as JSON."""
    plain = json.loads(run("figures", "--period", "2016-17 Q2", "--vault", vault, "--json"))
    whole = json.loads(run("figures", "--period", "2016-17 Q2", "--vault", vault, "--json", "--tables"))
    assert {key: value for key, value in whole.items() if key != "tables"} == plain
    numbers = [table["number"] for table in whole["tables"]]
    assert numbers[:4] == ["1", "2", "3", "4"]
    flow = next(table for table in whole["tables"] if table["number"] == "2")
    assert flow["columns"] == ["Open at start", "Accepted", "Reopened", "Closed", "Open at end"]
    assert flow["lines"][-1]["values"] == [0, 0, 0, 0, 0]
    assert "Table 2. " in run("figures", "--period", "2016-17 Q2", "--vault", vault, "--tables")


def test_police_figures_when_imported_then_said_and_the_same_file_adds_nothing(run, vault, tmp_path):
    """Whose they are is read from the file; another scope or another file is told in a sentence."""
    file = str(DATA / "police" / "london-strands.csv")
    assert "36 counts imported, by strand, of the force." in run("police-figures", file, "--vault", vault)
    assert "there already" in run("police-figures", file, "--vault", vault)
    assert "Use --of" in run("police-figures", file, "--vault", vault, "--of", "county", expect=1)
    other = tmp_path / "names.csv"
    other.write_text("Name,Age\nsomebody,44\n", encoding="utf-8")
    assert "Nothing was imported." in run("police-figures", str(other), "--vault", vault, expect=1)


def test_wards_when_imported_then_said_and_another_system_of_coordinates_is_refused(run, vault, tmp_path):
    """How many there are; the National Grid is told in a sentence and nothing is taken."""
    assert "14 wards imported." in run("wards", str(DATA / "wards" / "marlbridge.geojson"), "--vault", vault)
    grid = tmp_path / "grid.geojson"
    corners = [[533000, 181000], [534000, 181000], [534000, 182000]]
    outline = {"type": "Polygon", "coordinates": [corners]}
    grid.write_text(json.dumps({"type": "Feature", "properties": {"name": "Lea Bank"}, "geometry": outline}))
    said = run("wards", str(grid), "--vault", vault, expect=1)
    assert "National Grid" in said
    assert "Nothing was imported." in said


def test_population_when_imported_then_says_which_groups_and_what_is_none(run, vault, tmp_path):
    """A group as the census calls it is taken; one of no list is told."""
    table = tmp_path / "Census 2021.csv"
    groups = ("Sex,Female,45000", "Ethnic group,Asian or Asian British: Indian,1200", "Age,Old,9")
    rows = ("Characteristic,Group,People", *groups)
    table.write_text("\n".join(rows), encoding="utf-8")
    said = run("population", str(table), "--vault", vault)
    assert "Kept: Sex, 1 groups; Ethnicity, 1 groups." in said.replace("\n", " ")
    assert "Age: Old" in said


def test_import_when_the_workbook_is_no_record_then_says_so(run, vault, tmp_path):
    """The wrong file is not told as nothing new."""
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append([1, 2])
    book.save(tmp_path / "wrong.xlsx")
    assert "No referral was found" in run("import", str(tmp_path / "wrong.xlsx"), "--vault", vault, expect=1)


def test_import_when_a_later_copy_changed_a_row_then_lists_what_is_different(run, vault, tmp_path):
    """Changed rows wait for a decision, and the officer sees which and how."""
    run("import", str(WORKBOOKS[0]), "--vault", vault)
    book = openpyxl.load_workbook(WORKBOOKS[0])
    sheet = book["HIP 2016-17"]
    row = next(cells for cells in sheet.iter_rows(min_row=5) if cells[0].value == "HIP088/17")
    row[21].value, row[22].value = "Closed", "01/03/2017"
    book.save(tmp_path / "later.xlsx")
    said = json.loads(run("import", str(tmp_path / "later.xlsx"), "--vault", vault, "--json"))
    assert said["changed"] == 1
    (changed,) = said["changed_rows"]
    assert (changed["sheet"], changed["row"]) == ("HIP 2016-17", row[0].row)
    assert changed["differences"]


def test_restore_when_the_backup_is_the_newest_then_warns_of_nothing(run, vault, tmp_path):
    """The backup's own event came after it; a warning that always comes is not read."""
    run("backup", "--vault", vault, "--to", str(tmp_path / "b.hipbackup"))
    said = run("restore", str(tmp_path / "b.hipbackup"), "--vault", str(tmp_path / "again.hipdesk"))
    assert "older copy" not in said


def test_verify_when_the_passphrase_is_wrong_then_says_no_more_than_that(run, vault, tmp_path):
    """Wrong passphrase: one sentence."""
    other = tmp_path / "other"
    other.write_text("entirely other words here\n", encoding="utf-8")
    said = run("verify", "--vault", vault, "--passphrase-file", str(other), opens=False, expect=1)
    assert len(said.strip().splitlines()) <= 2
    assert "Traceback" not in said


def test_selftest_when_run_then_passes(run):
    """Every primitive gives its known answer."""
    assert "passed" in run("selftest", opens=False)


def test_command_when_the_passphrase_was_wrong_too_often_then_waits_as_the_window_does(run, vault, tmp_path):
    """Three wrong tries; then even the right passphrase has to wait, and is not asked for."""
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase at all\n", encoding="utf-8")
    for _try in range(3):
        run("verify", "--vault", vault, "--passphrase-file", str(wrong), opens=False, expect=1)
    told = run("verify", "--vault", vault, expect=1)
    assert re.search(r"wrong several times.*Wait \d seconds?, then try again", told, re.DOTALL)
    count = json.loads((Path(vault) / "tries.json").read_text(encoding="utf-8"))["count"]
    assert count == 3
    (Path(vault) / "tries.json").unlink()
    run("verify", "--vault", vault)
