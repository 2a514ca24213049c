"""Who attacks whom by weapons and places; who is meant by "referring to"; talks on the phone; police who act."""

from __future__ import annotations

import pytest

from tests.transforms.test_acts_en import events_of, line

# As in test_acts_en: what each text says by the tag contract, section 4.
CASES = {
    # what a country's weapons hit, it has hit; who is hit somewhere is of the place's country
    "The Sudanese army said an Emirati drone strike had killed four people in Nyala.": ["ASSAULT drone ARE>SDN"],
    "Russian missiles hit Odesa on Monday, killing five people.": ["ASSAULT heavy-weapons RUS>UKR"],
    "A Russian missile struck an apartment block in Dnipro.": ["ASSAULT heavy-weapons RUS>UKR"],
    "Israeli air strikes hit Damascus on Tuesday.": ["ASSAULT aerial ISR>SYR"],
    "Five people were killed in a Russian drone attack on Kharkiv.": ["ASSAULT drone RUS>UKR"],
    "Three civilians were killed by Russian shelling in Kherson on Sunday.": ["ASSAULT heavy-weapons RUS>UKR"],
    "Kharkiv was hit by Russian missiles overnight.": ["ASSAULT heavy-weapons RUS>UKR"],
    "Russia attacked Kharkiv with drones on Monday.": ["ASSAULT drone RUS>UKR"],
    "Moscow said Ukrainian shelling had wounded three people in Belgorod.": ["ASSAULT - UKR>RUS"],
    "Israel's army said rockets fired by Hezbollah had hit Haifa.": ["ASSAULT heavy-weapons org:Hezbollah>ISR"],
    "A missile fired by Yemen's Houthis hit Tel Aviv.": ["ASSAULT heavy-weapons org:Houthis>ISR"],
    "Syrian and Russian jets bombed Aleppo.": ["ASSAULT aerial RUS,SYR>"],
    "Indian and Chinese soldiers clashed in Ladakh.": ["ASSAULT - CHN=IND"],
    "Hamas official killed in blast in Beirut": [],
    # other strikes, hits and weapons
    "US-made missiles hit Belgorod.": [],
    "Iranian drones were shown at a fair in Moscow.": [],
    "Russian missiles could hit Odesa.": [],
    "No Russian missile hit Odesa on Monday.": [],
    "A French strike hit trains to London.": [],
    "A Spanish fire killed two people in Lisbon.": [],
    "A Dutch plane hit a building in Accra.": [],
    "Chinese carmakers hit sales records in Berlin.": [],
    "American doctors attack malaria in Kampala.": [],
    # police, courts and guards act for their country
    "The Japanese coast guard seized a Chinese trawler on Monday.": ["COERCE seize JPN>CHN"],
    "Spanish police detained two Moroccan men in Ceuta on Monday.": ["COERCE arrest ESP>MAR"],
    "Italian police and German prosecutors arrested four Albanian men.": ["COERCE arrest DEU,ITA>ALB"],
    # what is quoted, and whose word or deed it answers
    "\"We reject the demand,\" said Serbia's president, referring to Kosovo's call to withdraw troops.": [
        "REJECT yield SRB>XKX"
    ],
    '"We will never accept it," said the Cuban foreign minister, reacting to the American decision.': [
        "REJECT - CUB>USA"
    ],
    "\"We welcome the decision,\" said Moldova's president, asked about Romania's move.": ["SUPPORT - MDA>ROU"],
    'Syria threatened Jordan with war. "We do not accept threats," said Jordan\'s foreign minister.': [
        "REJECT - JOR>SYR",
        "THREATEN violence SYR>JOR",
    ],
    "Warsaw said it welcomed a decision by Berlin to send tanks.": ["SUPPORT - POL>DEU"],
    "Jordan condemned the attack by Israel on Gaza.": ["ACCUSE disapprove JOR>ISR"],
    "The president accused the opposition of delaying the vote by raising the EU treaty.": [],
    # on the phone
    "Norway's foreign minister had a telephone conversation with his Danish counterpart.": ["CONSULT phone DNK=NOR"],
    "In a phone call on Monday, the leaders of Vietnam and Laos discussed trade.": ["CONSULT phone LAO=VNM"],
    "Turkey's foreign minister, in a phone call with his Iraqi counterpart, discussed water.": [
        "CONSULT phone IRQ=TUR"
    ],
    "After a phone call with the Danish prime minister, the king of Norway visited Sweden.": ["CONSULT visit NOR>SWE"],
    # what is to be resumed; "his counterpart" in a row behind "of"
    "India and Nepal plan to resume flights next month.": ["AGREE - IND=NPL"],
    "Japan plans to resume aid to Myanmar in May.": ["AGREE - JPN>MMR"],
    "The prime minister of Laos and his Thai counterpart held talks in Vientiane on Monday, and signed two deals.": [
        "CONSULT - LAO=THA",
        "SUPPORT - LAO=THA",
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_cases(text: str) -> None:
    assert sorted(line(event) for event in events_of(text)) == sorted(CASES[text])
