from __future__ import annotations

import pytest

from tests.transforms.test_acts_en import events_of, line

# Wire sentences and headlines of many kinds, written as those of test_acts_en are, published on 2025-04-01.
CASES = {
    "Indonesian President Prabowo Subianto met his Vietnamese counterpart Luong Cuong and urged Hanoi to back it.": [
        "CONSULT - IDN=VNM",
        "REQUEST - IDN>VNM",
    ],
    "Ukraine accused Russia of shelling a hospital. Moscow rejected the accusation.": [
        "ACCUSE allege UKR>RUS",
        "REJECT - RUS>UKR",
    ],
    "A Chinese ship fired a water cannon at a Philippine boat on Monday.": ["ASSAULT - CHN>PHL"],
    "South Africa refused to arrest Israeli Prime Minister Benjamin Netanyahu when he visited Pretoria in April.": [
        "REJECT - ZAF>ISR",
        "CONSULT visit ISR>ZAF",
    ],
    "Two Dutch nationals were detained in Russia on Monday.": ["COERCE arrest RUS>NLD"],
    "Canada criticised Saudi Arabia's decision to expel its ambassador.": [
        "ACCUSE disapprove CAN>SAU",
        "SANCTION expel SAU>CAN",
    ],
    "Israel carried out air strikes on Syria on Monday.": ["ASSAULT aerial ISR>SYR"],
    "Greece offered to reopen the border on Monday. Ankara welcomed the move.": ["SUPPORT - TUR>GRC"],
    "The presidents of Chile and Peru met in Lima on March 28 and agreed to build a railway.": [
        "CONSULT - CHL=PER",
        "AGREE - CHL=PER",
    ],
    "Ministers from Kenya, Uganda and Tanzania signed a trade pact in Nairobi on Friday.": ["SUPPORT - KEN,TZA,UGA"],
    "The European Union and Vietnam ratified the agreement on Monday.": ["SUPPORT - VNM=org:EU"],
    "The EU ratified the investment agreement with Vietnam on Monday.": ["SUPPORT - org:EU>VNM"],
    "The UN Security Council condemned North Korea over its missile test.": ["ACCUSE disapprove org:UN>PRK"],
    "Spain's king received the Moroccan ambassador in Madrid on Monday.": ["CONSULT - ESP=MAR"],
    "Ecuador broke off diplomatic relations with Mexico.": ["SANCTION discontinue ECU>MEX"],
    "Hundreds of Georgians protested in Tbilisi against Russia.": ["PROTEST demo GEO>RUS"],
    "Russian troops are massing on the border with Finland.": ["MOBILIZE troops RUS>FIN"],
    "US President Donald Trump is expected to visit Saudi Arabia in May.": ["AGREE - USA>SAU"],
    "Argentina and Britain will resume talks over the islands next month.": ["AGREE - ARG=GBR"],
    "The Philippines said Chinese vessels had rammed one of its boats.": ["ASSAULT - CHN>PHL"],
    "Israel has agreed to a ceasefire with Lebanon.": ["AGREE - ISR=LBN"],
    "The Netherlands has not ruled out sending troops to Ukraine.": [],
    "Sudan called on the UAE to stop arming the rebels.": ["REQUEST yield SDN>ARE"],
    "Rebels backed by Rwanda attacked the Congolese army near Goma.": ["ASSAULT - RWA>COD"],
    "Bolivia's former president was sentenced to ten years in prison by a court in Chile.": [
        "SANCTION convict CHL>BOL"
    ],
    "Thailand deported 40 Uyghurs to China.": ["COERCE deport THA>CHN"],
    "Belarus withdrew from the treaty with Poland.": ["REJECT - BLR>POL"],
    "Turkish hackers attacked the website of the Greek parliament.": ["ASSAULT - TUR>GRC"],
    "The talks between Iran and the United States in Oman were constructive, both sides said.": ["CONSULT - IRN=USA"],
    "French Foreign Minister Jean-Noel Barrot, on a two-day visit to Algeria, met President Tebboune on Sunday.": [
        "CONSULT - DZA=FRA",
        "CONSULT visit FRA>DZA",
    ],
    "Ghana sent doctors to Liberia to help fight Ebola.": ["AID - GHA>LBR"],
    "Slovakia has threatened to cut off electricity to Ukraine if gas transit is not resumed.": [
        "THREATEN restrict SVK>UKR"
    ],
    "Hungary vetoed an EU statement on Ukraine.": ["REJECT - HUN>org:EU"],
    "Sweden thanked Turkey for ratifying its NATO bid.": ["SUPPORT - SWE>TUR"],
    "Brazil beat Argentina in a trade dispute at the WTO.": [],
    "Chinese stocks attacked new highs as talks with the US resumed.": [],
    "Vietnamese Prime Minister Pham Minh Chinh on Monday received Belgian Ambassador Karl Van den Bossche in Hanoi.": [
        "CONSULT - BEL=VNM"
    ],
    "Vietnam rejects China's unilateral fishing ban in the East Sea.": ["REJECT - VNM>CHN"],
    "Vietnam sends 79 rescuers to Myanmar after earthquake": ["AID - VNM>MMR"],
    "Belgium supports Vietnam in training semiconductor engineers.": ["SUPPORT - BEL>VNM"],
    "King Philippe of Belgium began a state visit to Vietnam on Monday.": ["CONSULT visit BEL>VNM"],
    "Belgian King to visit Vietnam next week": ["AGREE - BEL>VNM"],
    "The Belgian foreign minister will not travel to Moscow.": ["REJECT - BEL>RUS"],
    "Laos has not yet responded to Thailand's proposal.": [],
    "Had Russia attacked Estonia, NATO would have responded.": [],
    "Analysts fear that China might invade Taiwan.": [],
    "The attack by Israel on Gaza was condemned by Egypt.": ["ACCUSE disapprove EGY>ISR"],
    "Ukrainian President Volodymyr Zelenskyy thanked Poland for its military aid.": ["SUPPORT - UKR>POL"],
    "Germany delivered 20 tanks to Ukraine.": ["AID - DEU>UKR"],
    "The US, Japan and South Korea held joint drills in the East China Sea.": ["COOPERATE - JPN,KOR,USA"],
    "Australia, India, Japan and the US held talks in Tokyo on Monday.": ["CONSULT - AUS,IND,JPN,USA"],
    "India summoned the Canadian high commissioner and expelled six diplomats.": [
        "ACCUSE disapprove IND>CAN",
        "SANCTION expel IND>CAN",
    ],
    "The WHO praised Cuba for its vaccination programme.": ["SUPPORT - org:WHO>CUB"],
    "NATO and Japan agreed on Tuesday to deepen cooperation.": ["AGREE - JPN=org:NATO"],
    "Pakistan test-fired a ballistic missile on Saturday.": ["MOBILIZE weapons PAK>"],
    "Police in Nairobi fired tear gas at protesters on Tuesday.": ["ASSAULT crowd-control KEN>KEN"],
    "Teachers in Portugal went on strike on Friday over pay.": ["PROTEST strike PRT>PRT"],
    "Armenian Prime Minister Nikol Pashinyan resigned on Sunday.": ["RETREAT resign ARM>"],
    "Myanmar's junta declared a ceasefire after the earthquake.": ["RETREAT ceasefire MMR>"],
    "France has banned Russian state media.": ["COERCE censor FRA>RUS"],
    "Colombia severed ties with Israel last May.": ["SANCTION discontinue COL>ISR"],
    "Algeria accused of jailing French writer": [],
    "The trade war between the US and China hit markets in Asia.": [],
    "Kazakhstan hosted talks between Armenia and Azerbaijan.": ["CONSULT third-party KAZ>ARM,AZE"],
    "Qatar mediated between Israel and Hamas.": ["CONSULT third-party QAT>ISR,org:Hamas"],
    "Norway recognised Palestine as a state.": ["SUPPORT - NOR>PSE"],
    "Mexico offered asylum to the former president of Peru.": ["AID - MEX>PER"],
    "Turkish President Recep Tayyip Erdogan is in Budapest for talks with Hungarian Prime Minister Viktor Orban.": [
        "CONSULT - HUN=TUR"
    ],
    "Spain apologised to Mexico.": ["SUPPORT - ESP>MEX"],
    "The Kremlin said Putin had invited Xi to Moscow in May.": ["AGREE - RUS>CHN"],
    "Germany's Scholz and France's Macron to meet in Berlin on Thursday": ["AGREE - DEU=FRA"],
    "UN chief urges Israel to lift Gaza blockade": ["REQUEST yield org:UN>ISR"],
    "US imposes new sanctions on Iranian oil tankers": ["SANCTION - USA>IRN"],
    "Putin, Trump hold phone call": ["CONSULT phone RUS=USA"],
    "Zelensky arrives in Brussels for EU summit": ["CONSULT visit UKR>BEL"],
    "Chinese, Indian soldiers clash on border": ["ASSAULT - CHN=IND"],
    "Polish farmers block Ukrainian border crossing": ["PROTEST obstruct POL>UKR"],
    "Vietnam, Laos sign 20 cooperation deals": ["SUPPORT - LAO=VNM"],
    "Iran summons British ambassador over remarks": ["ACCUSE disapprove IRN>GBR"],
    "Hanoi protests Beijing's survey ship": ["ACCUSE disapprove VNM>CHN"],
    "Venezuela frees six Americans": ["RETREAT release VEN>USA"],
    "Australia denies visa to Israeli minister": ["SANCTION - AUS>ISR"],
    "Philippines accuses China of ramming ship": ["ACCUSE allege PHL>CHN"],
    "North Korea says it tested new missile": ["MOBILIZE weapons PRK>"],
    "Egypt, Qatar call for Gaza ceasefire": ["REQUEST yield EGY,QAT>PSE"],
    "Russia may withdraw from treaty, says lawmaker": [],
    "No evidence Iran attacked ship, US says": [],
    "Cambodia, Thailand agree ceasefire": ["AGREE - KHM=THA"],
    "Taiwan president thanks Paraguay for support": ["SUPPORT - TWN>PRY"],
    "Ethiopia, Somalia leaders meet in Ankara": ["CONSULT - ETH=SOM"],
    "Belgium, Vietnam step up cooperation in agriculture": ["SUPPORT - BEL=VNM"],
    "India and Pakistan exchange fire across border": ["ASSAULT - IND=PAK"],
    "Denmark summons US envoy over Greenland": ["ACCUSE disapprove DNK>USA"],
}


@pytest.mark.parametrize("text", CASES)
def test_wire(text: str) -> None:
    assert sorted(line(event) for event in events_of(text)) == sorted(CASES[text])
