"""LinkedIn's messages and invitations."""

import datetime as dt

from vaulttool.exchange.linkedin import Own, profile_key, read_invitations, read_messages, read_own
from vaulttool.exchange.records import ImportedInteraction, ImportedPerson, LeftOut

TODAY = dt.date(2026, 11, 24)
HEAD = (
    '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE '
    'URLS","DATE","SUBJECT",'
    '"CONTENT","FOLDER","ATTACHMENTS","IS MESSAGE DRAFT"\n'
)
ME = Own(frozenset(("mia moor",)), frozenset())


def lines(text: str) -> list[bytes]:
    return text.encode().splitlines(keepends=True)


def messages(*rows: str, own: Own = ME) -> list[ImportedInteraction | LeftOut]:
    return list(read_messages(lines(HEAD + "".join(f"{row}\n" for row in rows)), "messages.csv", own, TODAY))


def test_a_message_has_a_day_a_direction_and_a_profile():
    to, back = messages(
        "c1,,Mia Moor,https://www.linkedin.com/in/mia,Ana Ruiz,https://www.linkedin.com/in/ana,"
        '2023-05-01 14:22:10 UTC,Hi,"a\nb",INBOX,,No',
        "c1,,Ana Ruiz,https://www.linkedin.com/in/ana,Mia "
        "Moor,https://www.linkedin.com/in/mia,2023-05-02 09:00:00,,x,INBOX,,",
    )
    assert isinstance(to, ImportedInteraction)
    assert isinstance(back, ImportedInteraction)
    assert (to.date, to.direction, to.kind) == (dt.date(2023, 5, 1), "me", "message")
    assert (to.people[0].name, to.people[0].url) == ("Ana Ruiz", "https://www.linkedin.com/in/ana")
    assert (back.direction, back.record) == ("them", "messages.csv:4")


def test_the_one_in_most_conversations_is_the_user():
    found = messages(
        "c1,,Mia Moor,,Ana Ruiz,,2023-05-01,,x,INBOX,,",
        "c2,,Bob Lee,,Mia Moor,,2023-05-02,,x,INBOX,,",
        own=Own(),
    )
    assert [one.direction for one in found if isinstance(one, ImportedInteraction)] == ["me", "them"]


def test_drafts_robots_spam_and_dates_to_come_are_left_out():
    found = messages(
        "c1,,Mia Moor,,Ana Ruiz,,2023-05-01,,x,INBOX,,Yes",
        "c2,,LinkedIn Member,,Mia Moor,,2023-05-02,,x,INBOX,,",
        "c3,,Bob Lee,,Mia Moor,,2023-05-02,,x,SPAM,,",
        "c4,,Bob Lee,,Mia Moor,,2031-05-02,,x,INBOX,,",
        "c5,Sponsored Conversation,Bob Lee,,Mia Moor,,2023-05-02,,x,INBOX,,",
        'c6,,Mia Moor,,"' + ", ".join(f"Ana Ruiz{n}" for n in range(20)) + '",,2023-05-02,,x,INBOX,,',
    )
    assert [type(one) for one in found] == [LeftOut] * 6


def test_several_receivers_are_several_people():
    (group,) = messages('c,,Mia Moor,,"Ana Ruiz, Bob Lee","u/in/a,u/in/b",2023-05-01,,x,INBOX,,')
    assert isinstance(group, ImportedInteraction)
    assert [party.name for party in group.people] == ["Ana Ruiz", "Bob Lee"]


def test_invitations_say_who_asked_and_when():
    asked, asking = read_invitations(
        lines(
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
            'Ana Ruiz,Mia Moor,"9/5/26, 1:12\u202fAM",Hello,INCOMING,'
            "https://www.linkedin.com/in/ana,https://www.linkedin.com/in/mia\n"
            'Mia Moor,Bob Lee,"9/6/26, 11:12 PM",,OUTGOING,https://www.linkedin.com/in/mia,'
            "https://www.linkedin.com/in/bob\n"
        ),
        "Invitations.csv",
        Own(),
        TODAY,
    )
    assert isinstance(asked, ImportedPerson)
    assert isinstance(asking, ImportedPerson)
    assert (asked.name, asked.met, asked.groups, asked.notes) == (
        "Ana Ruiz", dt.date(2026, 9, 5), ("asked me",), "Hello",
    )  # fmt: skip
    assert (asking.name, asking.groups) == ("Bob Lee", ("asked by me",))


def test_a_file_without_conversations_says_so():
    (left,) = read_messages(lines("No conversations found\n"), "messages.csv", ME, TODAY)
    assert isinstance(left, LeftOut)


def test_own_names_and_addresses_are_found():
    profile = read_own(lines("First Name,Last Name,Maiden Name,Headline\nMia,Moor,,Chef\n"), "Profile.csv")
    assert profile.names == {"mia moor"}
    mails = read_own(
        lines("Email Address,Confirmed,Primary,Updated On\nMia@Moor.example,Yes,Yes,x\n"), "E.csv"
    )
    assert mails.emails == {"mia@moor.example"}


def test_a_profile_is_known_by_its_slug():
    for url in (
        "https://www.linkedin.com/in/Zo%C3%AB-b/",
        "http://fr.linkedin.com/in/zoë-b?trk=x",
        "linkedin.com/in/zoë-b",
    ):
        assert profile_key(url) == "zoë-b"
    assert profile_key("https://example.org/in") == ""
