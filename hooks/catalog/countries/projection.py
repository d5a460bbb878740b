"""Where a point of the Earth lies on the map: the projection in which docs/assets/map/ is drawn (see its LICENSE.md)."""

from __future__ import annotations

from math import cos, log, pi, radians, sin, tan

WIDTH, HEIGHT = 960, 620
_SOUTH, _NORTH, _CENTRE = 38.0, 50.0, (67.0, 45.0)
# Size and place on the sheet, found from the outlines of the five countries in the drawing (they fit within 0.8 px).
_SCALE, _LEFT, _TOP = 1607.93, 479.88, 327.42


def _half(latitude: float) -> float:
    return tan(pi / 4 + radians(latitude) / 2)


_CONE = log(cos(radians(_SOUTH)) / cos(radians(_NORTH))) / log(_half(_NORTH) / _half(_SOUTH))
_FACTOR = cos(radians(_SOUTH)) * _half(_SOUTH) ** _CONE / _CONE


def _radius(latitude: float) -> float:
    return float(_FACTOR / _half(latitude) ** _CONE)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Lambert's conformal conic projection, in the units of the drawing."""
    turn, radius = _CONE * radians(longitude - _CENTRE[0]), _radius(latitude)
    return _LEFT + _SCALE * radius * sin(turn), _TOP - _SCALE * (_radius(_CENTRE[1]) - radius * cos(turn))


def on_the_map(longitude: float, latitude: float) -> bool:
    """Whether a point lies on the sheet, with some room to its edge."""
    x, y = project(longitude, latitude)
    return 20 < x < WIDTH - 20 and 20 < y < HEIGHT - 20
