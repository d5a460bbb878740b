"""Cut the fonts of the site out of Onest (SIL OFL 1.1): python tools/make_fonts.py FOLDER OUT

FOLDER is `package/files` of the npm package named in docs/assets/fonts/README.md. The weight axis is cut to 400-700, each file holds
the letters of one unicode-range of docs/assets/css/01-fonts.css, so that a page fetches only what it sets.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0\u00ad§©«®°±²³·»×÷éèüöäçñß‐–—‘’‚“”„•…‰‹›€→←↑↓−≈≤≥"
RUSSIAN = "".join(map(chr, range(0x410, 0x450))) + "Ёё№"
REGION = "ӘәҒғҚқҢңӨөҰұҮүҺһІіӢӣӮӯҲҳҶҷЎўЇїЄєҐґ" + "ĀāŇňŞşÝýŽžĞğİıŠšČčŁłʻʼ"
PARTS = {"latin": LATIN, "cyrillic": RUSSIAN, "cyrillic-ext": REGION, "latin-ext": REGION}


def cut(source: Path, letters: str, target: Path) -> None:
    """Write the part of a font that has these letters."""
    font = TTFont(source)
    instancer.instantiateVariableFont(font, {"wght": (400, 400, 700)}, inplace=True)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "ccmp", "tnum"]
    options.hinting = False
    options.desubroutinize = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    folder, out = map(Path, sys.argv[1:3])
    for part, letters in PARTS.items():
        cut(folder / f"onest-{part}-wght-normal.woff2", letters, out / f"onest-{part}.woff2")
