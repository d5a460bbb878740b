"""How many tailings trainings were held in each country since 2018, and with which documents?"""

import json
from urllib.request import urlopen

records = json.load(urlopen("{api}workshops.json"))["records"]
held = [each for each in records if each["kind"] == "training" and "topics/tailings-safety" in each["topics"]]
held = [each for each in held if (each["starts"] or "") >= "2018"]
for country in sorted({each["country"] or "online" for each in held}):
    here = [each for each in held if (each["country"] or "online") == country]
    print(country, len(here))
    for each in here:
        print(" ", each["starts"], each["title"]["en"])
        print("   ", *each["guidelines"], *(document["title"] for document in each["documents"]), sep="; ")
