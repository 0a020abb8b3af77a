"""Make the packaged fonts from the npm packages @fontsource/noto-serif-sc and noto-sans-sc (5.3.0).

Run by hand, never at run time; needs fonttools and brotli, which the product does not:

    npm pack @fontsource/noto-serif-sc@5.3.0 @fontsource/noto-sans-sc@5.3.0
    mkdir serif sans
    tar -xzf fontsource-noto-serif-sc-5.3.0.tgz -C serif
    tar -xzf fontsource-noto-sans-sc-5.3.0.tgz -C sans
    python make.py . <target folder>
"""

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont


def rename(font: TTFont, family: str, style: str) -> TTFont:
    """Give the plain family name; the files call themselves "ExtraLight" after the variable original."""
    full = f"{family} {style}"
    ours = {1: family, 2: style, 3: full, 4: full, 6: f"{family}-{style}".replace(" ", "")}
    font["name"].names = [n for n in font["name"].names if n.nameID not in (16, 17, 21, 22, 25)]
    for name_id, value in ours.items():
        font["name"].setName(value, name_id, 3, 1, 0x409)
    if "STAT" in font:
        del font["STAT"]
    return font


def main_font(packages: Path, kind: str, weight: int, family: str) -> TTFont:
    """The set of about eight thousand characters of everyday documents."""
    path = packages / kind / f"package/files/noto-{kind}-sc-chinese-simplified-{weight}-normal.woff2"
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    return rename(font, family, "Bold" if weight == 700 else "Regular")


def more_font(packages: Path, known: set[int], work: Path) -> TTFont:
    """The characters beyond the everyday set (rare names, signs such as ℃ and √), gathered from the numbered slices."""
    parts = []
    for path in sorted((packages / "serif/package/files").glob("noto-serif-sc-*-400-normal.woff2")):
        font = TTFont(path, recalcTimestamp=False)
        wanted = set(font.getBestCmap()) - known
        if "chinese-simplified" in path.name or not wanted:
            continue
        known |= wanted
        options = Options(layout_features=[], hinting=False, drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "STAT"])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.flavor = None
        part = work / f"{path.stem}.ttf"
        font.save(part)
        parts.append(str(part))
    return rename(Merger().merge(parts), "Noto Serif SC More", "Regular")


def ranges(codes: set[int]) -> str:
    """Code points as lines of "first last" in hexadecimal."""
    lines: list[list[int]] = []
    for code in sorted(codes):
        if lines and lines[-1][1] == code - 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return "".join(f"{first:X} {last:X}\n" for first, last in lines)


def main(packages: Path, target: Path) -> None:
    regular = main_font(packages, "serif", 400, "Noto Serif SC")
    known = set(regular.getBestCmap())
    fonts = {
        "NotoSerifSC-Regular.ttf": regular,
        "NotoSerifSC-Bold.ttf": main_font(packages, "serif", 700, "Noto Serif SC"),
        "NotoSansSC-Regular.ttf": main_font(packages, "sans", 400, "Noto Sans SC"),
        "NotoSerifSCMore-Regular.ttf": more_font(packages, set(known), packages),
    }
    for name, font in fonts.items():
        font.save(target / name)
    (target / "covers.txt").write_text(ranges(known | set(fonts["NotoSerifSCMore-Regular.ttf"].getBestCmap())))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
