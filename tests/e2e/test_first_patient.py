"""A clinic is set up and its first patient entered, by the keyboard alone, from the first call to a
prior authorization on the disk. Wrong input on the way is answered beside its field.

    test_first_patient.py PROGRAM PICTURES"""

import json
import os
import re
import subprocess
import sys

from desk import TODAY, Place, run_steps, value_of

FIRST_QUESTION = ("Has an aneurysm of the aorta, of a brain artery or of another artery ever been found?"
                  "  not asked")
LAST_ANSWERED = "Is there nobody to take the patient home after a session? No 11/20/2026"
CLINIC_NPI = "1234567893"
PRESCRIBER_NPI = "1245319599"


def answers_wrong_input(desk, wrong, right, words):
    """In the field that has the focus: what is wrong is said beside it, and gone when it is right."""
    field = desk.focus()
    desk.key("ctrl+a")
    desk.type(wrong)
    desk.key("Tab")
    desk.wait_for_words(words)
    desk.wait_for("the field marked", lambda: words in field.get_description())
    desk.picture(f"wrong-{wrong.replace('/', '-')}")
    assert value_of(field) == wrong
    desk.tab_to_node(field)
    desk.key("ctrl+a")
    desk.type(right)
    desk.key("Tab")
    desk.wait_for("no mark", lambda: not field.get_description())


def set_up_clinic(desk):
    desk.wait_for_focus("Set up your clinic…")
    desk.picture("1-welcome")
    desk.key("Return")
    desk.wait_for_focus("Name")
    desk.type("Sampleton Clinic")
    desk.tab_to("NPI")
    answers_wrong_input(desk, "1234567890", CLINIC_NPI, "check digit")
    desk.fill("Street", "2 Example Street")
    desk.fill("City", "Sampleton")
    desk.fill("State", "OH")
    desk.fill("ZIP", "00001")
    desk.fill("Phone", "(555) 555-0100")
    desk.fill("Fax", "(555) 555-0111")
    desk.fill("Name", "Rowan Example")
    desk.fill("NPI", PRESCRIBER_NPI)
    desk.fill("Specialty", "Psychiatry")
    desk.picture("1b-set-up")
    desk.key("alt+s")
    desk.wait_for_words("Sampleton Clinic")
    desk.wait_for_focus("Search patients", "Add the first patient…")


def enter_patient(desk):
    desk.key("ctrl+n")
    desk.wait_for_focus("Family name")
    desk.type("Tamarack")
    desk.fill("Given name", "Cirrocumulus")
    desk.tab_to("Birth date")
    answers_wrong_input(desk, "02/30/1984", "03091984", "Must be a date")
    desk.choose("Sex", 1)
    desk.fill("Payer", "Cigna")
    desk.fill("Member ID", "DEMO-0001")
    desk.picture("2-new-patient")
    desk.key("alt+a")
    desk.wait_for_title("Tamarack, Cirrocumulus – Dendra")
    desk.wait_for_words("Where they stand")
    desk.fill("Street", "1 Example Street")
    desk.fill("City", "Sampleton")
    desk.fill("State", "OH")
    desk.fill("ZIP", "00001")
    desk.key("Tab")
    desk.picture("3-summary")


def enter_history(desk):
    desk.key("ctrl+2")
    desk.wait_for_focus("Add diagnosis")
    desk.key("alt+d")
    desk.wait_for_focus("ICD-10 code")
    desk.type("F33.2")
    desk.fill("Noted", "11/12/2026")
    desk.key("alt+e")
    desk.wait_for_focus("Started")
    desk.type("06/01/2025")
    desk.key("Tab")
    for typed, drug, dose, first, last in (
            ("sertr", "sertraline", "200", "07/01/2025", "10/15/2025"),
            ("effex", "venlafaxine", "225", "10/20/2025", "02/10/2026")):
        desk.key("alt+t")
        desk.wait_for_focus("Drug")
        field = desk.focus()
        desk.type(typed)
        desk.wait_for(f"{drug} offered", lambda: desk.sees(drug, field.get_parent()))
        desk.picture(f"4-{drug}-offered")
        desk.key("Down", "Return")
        desk.wait_for(f"{drug} taken", lambda: drug in value_of(field).lower())
        desk.fill("Highest daily dose", dose)
        desk.fill("Started", first)
        desk.fill("Ended", last)
        desk.fill("Adherence", "95")
        desk.fill("Improvement", "10")
        desk.key("Tab")
    desk.wait_for_words("2 adequate trials are counted")
    desk.picture("4-trials")


def enter_scores(desk):
    """One key an item; a positive answer about suicide raises the prompt."""
    desk.tab_to("Enter answers")
    desk.key("Return")
    desk.wait_for_focus("PHQ-9 · Patient Health Questionnaire, 9 items")
    desk.type("333232211")
    desk.wait_for_words("20 of 27")
    desk.wait_for_words("Ask the C-SSRS screener now")
    desk.picture("5-scores")
    desk.tab_to("Keep")
    desk.key("Return")
    desk.wait_for_focus("Enter answers")


def answer_screening(desk):
    """One key an answer, twenty questions."""
    desk.tab_to(FIRST_QUESTION)
    for _ in range(20):
        question = desk.focus_name()
        desk.key("n")
        desk.wait_for("the next question", lambda: desk.focus_name() not in ("", question))
    desk.wait_for_focus(LAST_ANSWERED)
    desk.picture("6-screening")


def enter_rest(desk):
    """Prescriber, PDMP query, enrollment."""
    desk.choose("Prescriber", 1)
    desk.wait_for_words("The specialty of Rowan Example")
    desk.tab_to("Add check")
    desk.key("Return")
    desk.choose("Check", 1)
    desk.tab_to("Add enrollment")
    desk.key("Return")
    desk.choose("Program", 1)
    desk.fill("Enrolled on", "11/13/2026")
    desk.key("Tab")


def see_verdict(desk):
    word = desk.find_verdict()
    desk.wait_for("the verdict", lambda: word.get_name() == "Eligible")
    desk.picture("7-eligible")


def enter_request(desk):
    """The request's facts, until nothing is missing that a payer asks for."""
    desk.key("ctrl+5")
    desk.wait_for_words("Before it may leave")
    desk.wait_for_words("The packet can be made all the same, marked as a draft.")
    desk.choose("Request", 1)
    desk.choose("Drug", 1)
    desk.fill("Dose a session", "56")
    desk.fill("HCPCS and CPT codes", "G2082")
    desk.fill("Start", "12/01/2026")
    desk.fill("Duration", "28")
    desk.choose("Drug comes by", 1)
    desk.choose("Urgency", 1)
    desk.fill("Frequency", "twice a week")
    desk.key("Tab")
    desk.wait_for_words("Nothing is missing: the packet may leave.")
    desk.picture("8-prior-authorization")


def save_packet(desk, path):
    desk.tab_to("Save as…", most=90)
    desk.key("Return")
    desk.wait_for_focus("Name:")
    desk.picture("9-save")
    desk.key("ctrl+a")
    desk.type(path)
    desk.key("Return")
    desk.wait_for("the packet on the disk", lambda: os.path.exists(path))
    desk.wait_for_words("pages, ")
    desk.picture("10-saved")


def packet_says_it(path):
    """The facts as they were entered, on pages that count themselves."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True).stdout
    for words in ("Cirrocumulus", "Tamarack", "03/09/1984", "DEMO-0001", "F33.2", "sertraline",
                  "venlafaxine", "Rowan Example", PRESCRIBER_NPI, "G2082", "twice a week"):
        assert words in text, f"{words} is not in the packet"
    assert "DRAFT" not in text.upper(), "nothing was missing, yet the packet is a draft"
    pages = re.findall(r"page (\d+) of (\d+)", text)
    count = text.count("\f")
    assert pages == [(str(i), str(count)) for i in range(1, count + 1)], pages


def commands_agree(place):
    """What was entered is in the clinic's file, judged the same there, and its audit chain holds."""
    place.command("check")
    judged = json.loads(place.command("eligibility", "1001", "--json", "--on", TODAY))
    assert (judged["policy"], judged["verdict"]) == ("cigna-trd", "eligible"), judged
    chart = json.loads(place.command("export", "1001"))
    assert chart["assessments"][0]["items"] == [3, 3, 3, 2, 3, 2, 2, 1, 1], chart["assessments"]
    assert [screening["answer"] for screening in chart["screenings"]] == ["no"] * 20


def main():
    with Place(*sys.argv[1:3]) as place:
        desk = place.desk
        packet = f"{place.folder}/packet.pdf"
        return run_steps([
            ("the program starts", place.start),
            ("a clinic is set up", lambda: set_up_clinic(desk())),
            ("a patient is entered", lambda: enter_patient(desk())),
            ("diagnosis, episode and trials are entered", lambda: enter_history(desk())),
            ("a scale is scored by number keys", lambda: enter_scores(desk())),
            ("the screening is answered by letter keys", lambda: answer_screening(desk())),
            ("prescriber, check and enrollment are entered", lambda: enter_rest(desk())),
            ("the verdict is eligible", lambda: see_verdict(desk())),
            ("the request's facts are entered", lambda: enter_request(desk())),
            ("the packet is on the disk", lambda: save_packet(desk(), packet)),
            ("the packet tells what was entered", lambda: packet_says_it(packet)),
            ("the program ends in order", lambda: desk().close()),
            ("the subcommands see the same", lambda: commands_agree(place)),
        ])


sys.exit(main())
