"""Who an English name, office or "the judge" is: a person, a body, or somebody unnamed."""

import pytest

from kit.detect.sources import find_sources
from kit.tokens import Text


def found(text):
    return [(source.text, source.source_class) for source in find_sources(Text(text, "en"))]


@pytest.mark.parametrize(
    ("text", "phrase", "source_class"),
    [
        # names made of common words
        ("Coach Bill Reader said it was late.", "Coach Bill Reader", "named_person"),
        ("Linda Farmer said no.", "Linda Farmer", "named_person"),
        ("Mrs Chaplain said no.", "Mrs Chaplain", "named_person"),
        ("SP Ada Roy said no.", "SP Ada Roy", "named_person"),
        ("Yard foreman and union leader Ada Roy said no.", "Yard foreman and union leader Ada Roy", "named_person"),
        ("Mercia police station in-charge Ada Roy said no.", "Mercia police station in-charge Ada Roy", "named_person"),
        ("The BBC’s Ada Roy then reported that it was off.", "The BBC’s Ada Roy", "named_person"),
        ("Ada Roy of Oak Capital wrote that rates would fall.", "Ada Roy of Oak Capital", "named_person"),
        ("Reilly noted that it was over.", "Reilly", "named_person"),
        ("Emily Roy noted that it was over.", "Emily Roy", "named_person"),
        ("“If we lose, we go,” protest leader Ada Roy told a station at the port.", "protest leader Ada Roy",
         "named_person"),
        ("Nanette Carpenter said no.", "Nanette Carpenter", "named_person"),
        ("Xanthe Carpenter, head of the zoo, said no.", "Xanthe Carpenter", "named_person"),
        ("DI Ada Roy said no.", "DI Ada Roy", "named_person"),
        ("SSP South Ada Roy said no.", "SSP South Ada Roy", "named_person"),
        ("West Deputy Inspector General (DIG) Ada Roy said no.", "West Deputy Inspector General (DIG) Ada Roy",
         "named_person"),
        # names of bodies
        ("Morgan Stanley said prices would fall.", "Morgan Stanley", "named_institution"),
        ("Marlow & Finch said prices would fall.", "Marlow & Finch", "named_institution"),
        ("No 10 said it was late.", "No 10", "named_institution"),
        ("Chelsea said the striker was hurt.", "Chelsea", "named_institution"),
        ("Chelsea Finch said the striker was hurt.", "Chelsea Finch", "named_person"),
        ("USA Today reported that it was over.", "USA Today", "named_institution"),
        ("Lakefield, which makes tyres, said it was sorry.", "Lakefield", "named_institution"),
        ("Lakefield, who makes tyres, said it was late.", "Lakefield", "named_person"),
        ("The National Union of Ferry Workers (NUFW) said no.", "The National Union of Ferry Workers (NUFW)",
         "named_institution"),
        ("The management said no.", "The management", "named_institution"),
        # documents and who made them
        ("U.N. statistics show the number has fallen.", "U.N. statistics", "named_institution"),
        ("Court records show the man was jailed.", "Court records", "unnamed_document"),
        ("A Herbalists Association (HA) survey of more than 6,000 growers said no.",
         "A Herbalists Association (HA) survey of more than 6,000 growers", "named_institution"),
        ("According to posts on Twitter, shops were looted.", "posts on Twitter", "unnamed_document"),
        ("One note suggests he was ill.", "One note", "unnamed_document"),
        ("The letter describes how the money vanished.", "The letter", "unnamed_document"),
        ("Teacher and former mayor, Ada Roy, said no.", "Teacher and former mayor", "named_person"),
        ("Union president Ada Roy and club secretary Max Hill said no.",
         "Union president Ada Roy and club secretary Max Hill", "named_person"),
        ("The judgment stated that he lied.", "The judgment", "unnamed_document"),
        ("Data published by the Bank of Spain on Monday showed prices had risen.",
         "Data published by the Bank of Spain", "named_institution"),
        ("According to analysts IDC, prices fell.", "analysts IDC", "named_institution"),
        ("Club boss Ada Roy said no.", "Club boss Ada Roy", "named_person"),
        # somebody who is not the one named
        ("A spokesman for Mr Roy said no.", "A spokesman for Mr Roy", "unnamed_individual"),
        ("Lawyers for Mr Roy said no.", "Lawyers for Mr Roy", "unnamed_group"),
        ("A friend of Ms Pell said no.", "A friend of Ms Pell", "unnamed_individual"),
        ("A lawyer representing Mr Roy said no.", "A lawyer representing Mr Roy", "unnamed_individual"),
        ("The brother of Ada Roy said no.", "The brother of Ada Roy", "unnamed_individual"),
        ("Sources close to Mr Roy said no.", "Sources close to Mr Roy", "unnamed_group"),
        ("The office of Mr Roy said no.", "The office of Mr Roy", "named_institution"),
        ("Minister of State Dr Ada Roy said no.", "Minister of State Dr Ada Roy", "named_person"),
        ("The minister for health said no.", "The minister for health", "named_person"),
        ("Both Ada Roy and Max Hill said no.", "Both Ada Roy and Max Hill", "named_person"),
        ("Reports in Spain claim it is over.", "Reports in Spain", "unnamed_document"),
        ("The Sun reports that it is over.", "The Sun", "named_institution"),
        # groups
        ("Local media said it was over.", "Local media", "unnamed_group"),
        ("State media said it was over.", "State media", "named_institution"),
        ("US intelligence and law enforcement officials said no.", "US intelligence and law enforcement officials",
         "unnamed_group"),
        ("He had a quarrel with the owner and police said it was a revenge.", "police", "named_institution"),
        ("As another day of drama unfolded Roy’s aide denied it was true.", "Roy’s aide", "unnamed_individual"),
        # asides before the speaker
        ("Responding to the news, Ada Roy, head of the school, said: “No.”", "Ada Roy", "named_person"),
        ("A spokesman for the U.S.-led coalition, Lt. Col. Ada Roy, said it was true.",
         "A spokesman for the U.S.-led coalition", "named_person"),
        ("The owner of that house said she was tired.", "The owner of that house", "unnamed_individual"),
        ("Downing Street sources say Mr Roy will stay.", "Downing Street sources", "unnamed_group"),
        ("The firms have dismissed claims that they are broke.", "The firms", "unnamed_group"),
    ],
)  # fmt: skip
def test_a_name_is_told_from_an_office_and_from_a_body(text, phrase, source_class):
    assert found(text) == [(phrase, source_class)]


@pytest.mark.parametrize(
    ("text", "phrase", "source_class"),
    [
        ("He was sent to jail by Judge Ada Roy. The judge said the law had changed.", "The judge", "named_person"),
        ("Ada Roy, the mine inspector, left. The inspector said no.", "The inspector", "named_person"),
        ("The coach, Ada Roy, left. The coach said no.", "The coach", "named_person"),
        ("Kent police chief Ada Roy came. The police chief said no.", "The police chief", "named_person"),
        ("The match was late. The coach said no.", "The coach", "unnamed_individual"),
        ("A judge, who was ill, left. The judge said no.", "The judge", "unnamed_individual"),
        ("Constable Ada Roy said it was late. The officer said he was tired.", "The officer", "named_person"),
        ("Ada Roy, 34, was hurt. The 34-year-old said she was fine.", "The 34-year-old", "named_person"),
        ("Ada Roy and Max Hill were jailed. The pair said they were innocent.", "The pair", "named_person"),
        ("He was jailed by Mr Justice Roy. The judge said he had lied.", "The judge", "named_person"),
        ("A judge left. “No,” said Ms Justice Ada Roy. The judge added that it was late.", "The judge", "named_person"),
        ("Officers came. Ada Roy said no. The officer added that it was late.", "The officer", "unnamed_individual"),
        (
            "Constable Ada Roy said it was late. The officer said no. The officer said yes.",
            "The officer",
            "named_person",
        ),
        ("Lake Alto Networks shares rose. Sales grew, Lake Alto said.", "Lake Alto", "named_institution"),
        (
            "Rents fell, according to a study by Hearth House. The study says pay rose.",
            "The study",
            "named_institution",
        ),
        ("It came from the Campaign for Real Bread (Camreb). Camreb said no.", "Camreb", "named_institution"),
        ("Oak Bank said rates would fall. The broker added that gold would rise.", "The broker", "named_institution"),
        ("A man was hurt. The broker said it expects losses.", "The broker", "named_institution"),
        ("A man was hurt. A broker said he was fine.", "A broker", "unnamed_individual"),
        ("A man was hurt. The dealer said he was fine.", "The dealer", "unnamed_individual"),
        ("Ada Roy, 60, was hurt. The 60-year-old driver said he was fine.", "The 60-year-old driver", "named_person"),
        ("Ada Roy, the club’s owner said: “No.”", "Ada Roy", "named_person"),
        ("A member of the staff, Drew Finch, 38, said no.", "A member of the staff", "named_person"),
        ("The club is angry. Its report says fans were hurt.", "Its report", "named_institution"),
        ("Lakefield Inc opened a plant. Lakefield said it would grow.", "Lakefield", "named_institution"),
        ("Lakefield's shares fell. Lakefield said it would grow.", "Lakefield", "named_institution"),
        ("Ada Lakefield bought shares. Lakefield said no.", "Lakefield", "named_person"),
        ("The Kent Police had a plan. “We act,” it said.", "it", "named_institution"),
    ],
)
def test_who_was_named_before_stays_named(text, phrase, source_class):
    assert found(text)[-1] == (phrase, source_class)


@pytest.mark.parametrize(
    "text",
    [
        "A video emerged that the woman talked about the theft.",
        "He got a letter or a phone call about the job.",
        "The breadth of the papers, which touch on Iran, Iraq and Gaza, suggest a leak.",
    ],
)
def test_a_list_or_a_noun_speaks_for_nobody(text):
    assert found(text) == []


def test_a_surname_that_is_a_trade_stays_a_name_where_it_stands_alone():
    text = "Dougie Walker is to retire. “I am tired,” said Walker. The walker said no."
    assert found(text) == [("Walker", "named_person"), ("The walker", "unnamed_individual")]


def test_a_name_signs_a_headline_where_the_text_quotes_it_again():
    text = "Reds on the way up again – Roy\nThe night was long. “We were good,” said Roy."
    assert found(text) == [("Roy", "named_person")] * 2
    assert found("Reds on the way up again – Roy") == []

    text = "Roy: Vote ‘points to a good night’\nIt was late when Humza Roy, 34, came."
    assert found(text) == [("Roy", "named_person")]


def test_a_quotation_within_a_quotation_ends_where_it_ends():
    text = "\"He told us, 'We will not go until he goes,'\" said Ada Roy, the team’s captain."
    assert found(text) == [("Ada Roy", "named_person")]


def test_a_speaker_before_a_complement_follows_a_quotation():
    assert found("“It is wrong,” mayor Ada Roy said Friday of a report published the day before.") == [
        ("mayor Ada Roy", "named_person")
    ]


def test_a_quotation_that_began_elsewhere_ends_before_its_speaker():
    assert found('It is over," says Roy.') == [("Roy", "named_person")]
    assert found("``It is over,'' said Ada Roy, a farmer.") == [("Ada Roy", "named_person")]
