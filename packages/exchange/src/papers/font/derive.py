#!/usr/bin/env python3
"""Makes song.otf.br, the face that papers are printed in, from Noto Serif CJK SC (SIL Open Font License 1.1).

    python3 derive.py /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc

Needs fontTools and Node. Run when the source font has a new release; what it wrote is in the repository. Kept: all
of GBK, CJK A, the ideographs of later extensions that the font has (those of the table of 8105 standard characters
among them), Latin, punctuation, forms. Left out: hints (printers do not use them), layout tables, other scripts.
Charstrings lose their subroutines, so that a subset is a copy of the glyphs it names.
"""

import os
import subprocess
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

SIMPLIFIED_CHINESE = 2
FAMILY = "Mingbai Song"
RANGES = [
    (0x0020, 0x024F),
    (0x0370, 0x0451),
    (0x2000, 0x206F),
    (0x2100, 0x26FF),
    (0x3000, 0x312F),
    (0x3200, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
]


def gbk():
    for lead in range(0x81, 0xFF):
        for trail in [*range(0x40, 0x7F), *range(0x80, 0xFF)]:
            try:
                yield ord(bytes([lead, trail]).decode("gbk"))
            except UnicodeDecodeError:
                pass


def main(source):
    font = TTFont(source, fontNumber=SIMPLIFIED_CHINESE)
    known = font.getBestCmap()
    wanted = {code for low, high in RANGES for code in range(low, high + 1)} | set(gbk())
    options = subset.Options()
    options.desubroutinize = True
    options.hinting = False
    options.glyph_names = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "BASE", "GDEF", "vhea", "vmtx", "VORG"]
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for code in known if code in wanted])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4):
            record.string = FAMILY
        if record.nameID == 6:
            record.string = FAMILY.replace(" ", "")
    top = font["CFF "].cff
    top.fontNames = [FAMILY.replace(" ", "")]
    here = os.path.dirname(os.path.abspath(__file__))
    plain = os.path.join(here, "song.otf")
    font.save(plain)
    subprocess.run(
        [
            "node",
            "-e",
            "const z=require('zlib'),f=require('fs'),b=f.readFileSync(process.argv[1]);"
            "f.writeFileSync(process.argv[1]+'.br',z.brotliCompressSync(b,{params:{"
            "[z.constants.BROTLI_PARAM_QUALITY]:11,[z.constants.BROTLI_PARAM_LGWIN]:24,"
            "[z.constants.BROTLI_PARAM_SIZE_HINT]:b.length}}))",
            plain,
        ],
        check=True,
    )
    os.remove(plain)


main(sys.argv[1])
