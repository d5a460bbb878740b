"""Draw the shared rivers of the map: python tools/make_rivers.py WORLD OUT

WORLD is `package/dist/world_50m.json` of the npm package named in docs/assets/map/LICENSE.md, OUT is docs/assets/map/rivers.json.
The lines of the package bear no names. Each river is therefore given by the ends of its lines, in degrees east and north.
"""

import json
import sys
from itertools import pairwise
from math import hypot
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))
from catalog.countries.projection import HEIGHT, WIDTH, project

Point = tuple[float, float]
Line = list[Point]
TOLERANCE = 1.1  # pixels of the drawing
RIVERS: dict[str, list[tuple[Point, Point]]] = {
    "naryn": [((77.75, 41.88), (73.29, 41.77)), ((73.29, 41.77), (72.64, 41.67)), ((72.64, 41.67), (70.37, 40.44))],
    "syr-darya": [
        ((70.37, 40.44), (69.83, 40.28)),
        ((69.83, 40.28), (68.46, 41.11)),
        ((68.46, 41.11), (67.99, 41.25)),
        ((67.99, 41.25), (61.76, 46.02)),
        ((61.76, 46.02), (61.55, 46.11)),
        ((61.55, 46.11), (60.86, 46.13)),
    ],
    "panj": [((73.61, 37.45), (72.67, 37.02)), ((72.67, 37.02), (68.21, 37.02))],
    "amu-darya": [((68.21, 37.02), (59.1, 43.29)), ((59.1, 43.29), (58.31, 44.42))],
    "ural": [((59.42, 54.52), (58.85, 52.2)), ((58.85, 52.2), (58.63, 51.69)), ((58.63, 51.69), (51.72, 46.94))],
    "irtysh": [
        ((90.32, 47.64), (85.27, 48.0)),
        ((85.27, 48.0), (84.37, 47.73)),
        ((83.37, 49.64), (84.37, 47.73)),
        ((83.37, 49.64), (74.98, 53.98)),
        ((74.98, 53.98), (73.72, 54.7)),
    ],
}


def arcs(world: dict) -> list[Line]:
    """The arcs of a TopoJSON file in degrees."""
    (across, up), (left, bottom) = world["transform"]["scale"], world["transform"]["translate"]
    found = []
    for arc in world["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * across + left, y * up + bottom))
        found.append(line)
    return found


def lines(world: dict) -> list[Line]:
    """All lines of the layer of rivers."""
    every = arcs(world)
    found = []
    for river in world["objects"]["rivers"]["geometries"]:
        parts = river.get("arcs", ())
        for part in [parts] if river["type"] == "LineString" else parts:
            found.append([point for arc in part for point in (every[arc] if arc >= 0 else every[~arc][::-1])])
    return found


def between(every: list[Line], ends: tuple[Point, Point]) -> Line:
    """The line with these ends, in whichever direction it is drawn."""
    for line in every:
        for way in (line, line[::-1]):
            if all(hypot(p[0] - q[0], p[1] - q[1]) < 0.02 for p, q in zip((way[0], way[-1]), ends, strict=True)):
                return way
    raise SystemExit(f"No line with the ends {ends} in this file.")


def simplified(line: Line) -> Line:
    """Douglas and Peucker: without the points that lie within the tolerance."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = hypot(bx - ax, by - ay) or 1
    away = [abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length for x, y in line]
    far = max(range(len(line)), key=away.__getitem__)
    if away[far] <= TOLERANCE:
        return [line[0], line[-1]]
    return simplified(line[: far + 1])[:-1] + simplified(line[far:])


def clipped(line: Line) -> Line:
    """The points up to the edge of the sheet, with one beyond it."""
    inside = [-20 < x < WIDTH + 20 and -20 < y < HEIGHT + 20 for x, y in line]
    return [point for k, point in enumerate(line) if any(inside[max(k - 1, 0) : k + 2])]


def path(line: Line) -> str:
    """An SVG path in whole pixels, each step relative to the last."""
    points = [(round(x), round(y)) for x, y in line]
    steps = [f"{x - px} {y - py}" for (px, py), (x, y) in pairwise(points) if (x, y) != (px, py)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}".replace(" -", "-")


def rivers(world: dict) -> dict[str, str]:
    """Each river as a path; lines that follow one another become one."""
    every, found = lines(world), {}
    for name, parts in RIVERS.items():
        joined: list[Line] = []
        for ends in parts:
            line = between(every, ends)
            if joined and joined[-1][-1] == line[0]:
                joined[-1] += line[1:]
            else:
                joined.append(list(line))
        shown = [clipped([project(*point) for point in line]) for line in joined]
        found[name] = "".join(path(simplified(line)) for line in shown if len(line) > 1)
    return found


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    drawn = rivers(json.loads(source.read_text(encoding="utf-8")))
    target.write_text(json.dumps(drawn, indent=1) + "\n", encoding="utf-8")
