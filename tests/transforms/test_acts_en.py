from __future__ import annotations

import pytest

from tests.transforms.transforms_makers import cleaned, day, parsed
from transforms.records import EventTag
from transforms.tag import tag

# What each sentence says by the tag contract, section 4: "EVENT mode SOURCE>TARGET", "=" for reciprocal acts. The
# cases were written before the rules were tried on them; published on 2025-04-01, a Tuesday.
CASES = {
    # plain acts, active and passive
    "Russia attacked Ukraine with missiles on Monday.": ["ASSAULT heavy-weapons RUS>UKR"],
    "Ukraine was attacked by Russia on Monday.": ["ASSAULT - RUS>UKR"],
    "Two Russian diplomats were expelled by Norway on Monday for spying.": ["SANCTION expel NOR>RUS"],
    "The Belgian minister praised Vietnam for its reforms.": ["SUPPORT - BEL>VNM"],
    "China condemned the US arms sale to Taiwan.": ["ACCUSE disapprove CHN>USA"],
    "Beijing protested against Washington's decision.": ["ACCUSE disapprove CHN>USA"],
    "France recalled its ambassador to Niger.": ["SANCTION withdraw FRA>NER"],
    "Poland summoned the Russian ambassador on Monday.": ["ACCUSE disapprove POL>RUS"],
    "Finland gave Moldova 20 million euros in aid.": ["AID - FIN>MDA"],
    "Turkey and Greece cooperated in putting out the fires.": ["COOPERATE - GRC=TUR"],
    "Israeli soldiers arrested two Lebanese fishermen off the coast.": ["COERCE arrest ISR>LBN"],
    "India banned imports from Pakistan.": ["SANCTION - IND>PAK"],
    "The European Commission fined Germany over its nitrate rules.": ["SANCTION - org:EU>DEU"],
    "Iran released three French tourists on Monday.": ["RETREAT release IRN>FRA"],
    "Russia withdrew its troops from Armenia.": ["RETREAT withdraw RUS>ARM"],
    "North Korea fired two ballistic missiles at South Korea.": ["ASSAULT heavy-weapons PRK>KOR"],
    # negated, conditional, modal
    "Belgium did not expel any Russian diplomats.": [],
    "Vietnam has never attacked Belgium.": [],
    "If Iran attacks Israel, the region will suffer.": [],
    "Norway could impose sanctions on Belarus next year.": [],
    "Japan may cut aid to Myanmar.": [],
    "No talks between Iran and the United States have taken place.": [],
    "Neither France nor Germany visited Syria.": [],
    "Belgium should support Vietnam, an economist wrote.": [],
    "The two countries have no plans to sign an agreement.": [],
    "Serbia would attack Kosovo only if it were mad, an analyst wrote.": [],
    # refusals and denials
    "Russia denies hacking Estonia's parliament.": ["REJECT - RUS>EST"],
    "Iran rejected a US proposal for direct talks.": ["REJECT meet IRN>USA"],
    "Hungary refused to send weapons to Ukraine.": ["REJECT assist HUN>UKR"],
    "Egypt said it would not accept an Israeli plan.": ["REJECT - EGY>ISR"],
    "China cancelled talks with Japan.": ["REJECT - CHN>JPN"],
    # the content of requests, threats, accusations and promises is no event
    "Ukraine accused Russia of attacking a hospital.": ["ACCUSE allege UKR>RUS"],
    "Pakistan accused India of planning to attack it.": ["ACCUSE allege PAK>IND"],
    "Turkey urged Israel to withdraw its troops from Gaza.": ["REQUEST yield TUR>ISR"],
    "Vietnam asked Belgium to support the agreement.": ["REQUEST - VNM>BEL"],
    "Iran threatened to attack Israel.": ["THREATEN violence IRN>ISR"],
    "The United States threatened Mexico with tariffs.": ["THREATEN restrict USA>MEX"],
    "Azerbaijan was accused by Armenia of violating the ceasefire.": ["ACCUSE allege ARM>AZE"],
    "Rwanda dismissed Uganda's accusation that it had invaded the country.": [
        "ACCUSE allege UGA>RWA",
        "REJECT - RWA>UGA",
    ],
    "Sweden must extradite the suspects, Turkey said.": ["REQUEST - TUR>SWE"],
    "China's demand that Japan apologise was repeated on Monday.": ["REQUEST - CHN>JPN"],
    # who reports does not act
    "Russian media said Ukraine had accused Poland of theft.": ["ACCUSE allege UKR>POL"],
    "According to the Chinese foreign ministry, Japan has expelled a Russian diplomat.": ["SANCTION expel JPN>RUS"],
    "Ethiopia bombed a town in Eritrea, the BBC reported.": ["ASSAULT explosives ETH>ERI"],
    # meetings, visits
    "German Chancellor Olaf Scholz met French President Emmanuel Macron in Paris on Monday.": ["CONSULT - DEU=FRA"],
    "Talks between India and China were held in Delhi on Monday.": ["CONSULT - CHN=IND"],
    "Laos, Cambodia and Vietnam held talks on the Mekong.": ["CONSULT - KHM,LAO,VNM"],
    "Japanese Foreign Minister Takeshi Iwaya arrived in Vietnam on Monday for a three-day visit.": [
        "CONSULT visit JPN>VNM"
    ],
    "Brazilian President Lula da Silva is visiting Vietnam from March 27 to April 2.": ["CONSULT visit BRA>VNM"],
    "Macron telephoned Russian President Vladimir Putin on Monday.": ["CONSULT phone FRA=RUS"],
    # the future
    "Macron to visit Vietnam in May": ["AGREE - FRA>VNM"],
    "Belgian Prime Minister Bart De Wever will visit Vietnam from March 30 to April 3.": ["CONSULT visit BEL>VNM"],
    "Foreign ministers of Poland and Lithuania will meet in Warsaw on April 10.": ["AGREE - LTU=POL"],
    "Canada will withdraw its troops from Latvia.": ["CONCEDE - CAN>LVA"],
    "Belgium pledged to assist Vietnam in training engineers.": ["AGREE - BEL>VNM"],
    "Denmark will provide Kenya with 10 million euros of aid.": ["AGREE - DNK>KEN"],
    "Indonesia invited the Belgian King to visit Jakarta.": ["AGREE - IDN>BEL"],
    # signing, ratifying, joint work
    "Vietnam and Belgium signed a memorandum of understanding on agriculture.": ["SUPPORT - BEL=VNM"],
    "Australia and Indonesia staged joint naval exercises.": ["COOPERATE - AUS=IDN"],
    "Vietnam, Belgium agree to boost trade": ["AGREE - BEL=VNM"],
    # headlines
    "EU slaps sanctions on Belarus": ["SANCTION - org:EU>BLR"],
    "Russia denies Estonian accusation": ["ACCUSE allege EST>RUS", "REJECT - RUS>EST"],
    "China protests US arms sale to Taiwan": ["ACCUSE disapprove CHN>USA"],
    "Iran rejects talks with US": ["REJECT meet IRN>USA"],
    "Japan summons Chinese envoy over drone": ["ACCUSE disapprove JPN>CHN"],
    "Thousands protest in Paris over pension reform": ["PROTEST demo FRA>FRA"],
    "Russian attack on Ukraine kills nine": ["ASSAULT - RUS>UKR"],
    # long past, sport, markets
    "Vietnam and Belgium established diplomatic relations in 1973.": [],
    "France beat Belgium 2-1 in the World Cup final.": [],
    "Argentina will meet Brazil in the quarter-final of the tournament.": [],
    "Japanese shares hit a record after a rally in Chinese stocks.": [],
    # several acts in one sentence
    "Hailing Vietnam as a leading partner, Belgium pledged to assist Vietnam in its reforms.": [
        "AGREE - BEL>VNM",
        "SUPPORT - BEL>VNM",
    ],
    "Kenya condemned Rwanda and recalled its ambassador.": ["ACCUSE disapprove KEN>RWA", "SANCTION withdraw KEN>RWA"],
}


def events_of(text: str, published: str | None = "2025-04-01") -> tuple[EventTag, ...]:
    page = parsed(body=(text,), language="en", published=day(published) if published else None)
    return tag(cleaned(page, as_given=True)).events


def line(event: EventTag) -> str:
    """An event as the cases write it."""
    source, target = ",".join(event.source), ",".join(event.target)
    parties = (
        f"{source}={target}" if event.reciprocal and target else source if event.reciprocal else f"{source}>{target}"
    )
    return f"{event.event} {event.mode or '-'} {parties}"


@pytest.mark.parametrize("text", CASES)
def test_cases(text: str) -> None:
    assert sorted(line(event) for event in events_of(text)) == sorted(CASES[text])
