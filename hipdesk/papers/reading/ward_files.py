"""Reading a map of wards (GeoJSON) through the press: the child decodes and simplifies it, plain values come back."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.kernel.text import one_line
from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.wards import EAST, NORTH, SOUTH, WARDS_MOST, WEST, WardFile, WardFileRefused, WardShape, ward_key
from hipdesk.papers.reading.jobs import RunsJobs
from hipdesk.papers.reading.outlines import simplified

READ_WARDS = "hipdesk.papers.reading.ward_files:read_wards"
FILE_MOST = 40 * 1024 * 1024
"""The largest file in bytes; a borough drawn to the metre is a tenth of it."""
POINTS_MOST = 8_000
"""Points kept of all wards together: more than can be told apart on a page, and a fifth of a megabyte there."""
_POINTS_READ = 1_000_000
_SECONDS = 120.0
_NAME = re.compile(r"^(wd\d\dnm|ward_?name|wd_?name|ward|name|nm)$")
_CODE = re.compile(r"^(wd\d\dcd|ward_?code|wd_?code|gss_?code|code)$")
_TO_DO = "Save the wards of your district as GeoJSON, longitude and latitude (WGS 84), and choose that file."
_DECIMALS = 6

Plain = dict[str, Any]


def read_wards(content: bytes) -> Plain:
    """The job: ``wards`` as name, code and rings, and the ``findings``. Raises WardFileRefused."""
    features, findings = _features(content), []
    named: dict[str, tuple[str, str, list[list[tuple[float, float]]]]] = {}
    for at, feature in enumerate(features, 1):
        properties = feature.get("properties")
        name = _property(properties, _NAME)
        rings = list(_rings(feature.get("geometry")))
        if not name or not rings:
            findings.append(f"Area {at}: it has no {'outline' if name else 'name'}, left out.")
            continue
        known = named.setdefault(ward_key(name), (name, _property(properties, _CODE)[:16], []))
        if known[2]:
            findings.append(f"“{name}” comes more than once: its parts were put together.")
        known[2].extend(rings)
    if not named:
        raise _refused(f"No area of the file has a name. {_told_properties(features)}".strip())
    if len(named) > WARDS_MOST:
        raise _refused(f"The file has {len(named):,} wards: more than a district has.")
    points = sum(len(ring) for _, _, rings in named.values() for ring in rings)
    made = simplified([rings for _, _, rings in named.values()], POINTS_MOST)
    kept = sum(len(ring) for rings in made for ring in rings)
    if kept < points * 0.9:
        findings.append(f"Outlines were made simpler for print: {kept:,} points of {points:,}.")
    wards = [[name, code, rings] for (name, code, _), rings in zip(named.values(), made, strict=True)]
    return {"wards": wards, "findings": findings}


def read_wards_in_press(press: RunsJobs, content: bytes, progress: Progress = SILENT) -> tuple[WardFile, str]:
    """What a file says, and its SHA-256. Raises WardFileRefused, and what the press raises when its child dies."""
    if len(content) > FILE_MOST:
        raise _refused("The file is larger than any map of wards.")
    try:
        found = press.run(READ_WARDS, seconds=_SECONDS, progress=progress, content=content)
    except HipDeskError as told:
        if type(told) is HipDeskError:
            raise WardFileRefused(told.what, kept=told.kept, to_do=told.to_do) from None
        raise
    if not isinstance(found, dict):
        raise TypeError("the press answers with wards and findings")
    wards = []
    for name, code, rings in found["wards"]:
        made = made_or_findings(WardShape.model_validate, {"name": name, "code": code, "rings": rings})
        if isinstance(made, Findings):
            raise _refused("A ward of the file cannot be drawn: its name or its outline is too long.")
        wards.append(made)
    return WardFile(tuple(wards), tuple(found["findings"])), hashlib.sha256(content).hexdigest()


def _features(content: bytes) -> list[Mapping[str, Any]]:
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _refused("The file is no GeoJSON.") from None
    if not isinstance(told, dict):
        raise _refused("The file is no GeoJSON.")
    features = told.get("features") if told.get("type") == "FeatureCollection" else [told]
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise _refused("The file is no GeoJSON.")
    if not features:
        raise _refused("The file has no areas.")
    return features


def _property(properties: object, wanted: re.Pattern[str]) -> str:
    """The value of the first property whose name reads as wanted."""
    if isinstance(properties, dict):
        for key, value in properties.items():
            if wanted.match(str(key).casefold()) and isinstance(value, str) and one_line(value):
                return one_line(value)[:80]
    return ""


def _told_properties(features: Sequence[Mapping[str, Any]]) -> str:
    """Which properties there are instead of a name."""
    first = features[0].get("properties")
    keys = ", ".join(one_line(str(key))[:30] for key in list(first)[:8]) if isinstance(first, dict) else ""
    return f"It has: {keys}. A name stands in one called name, ward or WD25NM." if keys else ""


def _rings(geometry: object) -> Iterator[list[tuple[float, float]]]:
    """The rings of a Polygon or MultiPolygon, open; nothing of any other kind."""
    kind, parts = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else ("", None)
    if kind not in ("Polygon", "MultiPolygon") or parts is None:
        return
    try:
        for polygon in [parts] if kind == "Polygon" else parts:
            for ring in polygon:
                if len(ring) > _POINTS_READ:
                    raise _refused("An outline of the file has more points than can be read.")
                points = [_point(point) for point in ring]
                if points and points[0] == points[-1]:
                    points.pop()
                points = [each for at, each in enumerate(points) if not at or each != points[at - 1]]
                if len(points) > 2:
                    yield points
    except (TypeError, ValueError, IndexError):
        raise _refused("An outline of the file is not written as GeoJSON writes it.") from None


def _point(point: Sequence[object]) -> tuple[float, float]:
    """Longitude and latitude; WardFileRefused for what lies outside the United Kingdom."""
    x, y = point[0], point[1]
    if isinstance(x, bool) or isinstance(y, bool) or not isinstance(x, int | float) or not isinstance(y, int | float):
        raise TypeError("a point is two numbers")
    if not (WEST <= x <= EAST and SOUTH <= y <= NORTH):
        raise _refused(
            "The outlines are not in longitude and latitude: their numbers lie outside the United Kingdom. Another "
            "system of coordinates, such as the National Grid, cannot be read."
        )
    return round(x, _DECIMALS), round(y, _DECIMALS)


def _refused(what: str) -> WardFileRefused:
    return WardFileRefused(what, kept="Nothing was imported.", to_do=_TO_DO)
