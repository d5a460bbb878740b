"""Which notes were checked last, and from how many sources?"""

import json
from urllib.request import urlopen

records = json.load(urlopen("{api}notes.json"))["records"]
for each in sorted(records, key=lambda each: each["reviewed"], reverse=True)[:10]:
    title = next(text for text in each["title"].values() if text)
    print(each["reviewed"], len(each["sources"]), title)
