"""Which streams of a PDF are plainly pictures: drawn somewhere, and no more bytes than their picture needs.

Anything else that calls itself a picture is searched as text.
"""

from collections.abc import Iterator

import pikepdf

_COLOURS = {"/DeviceGray": 1, "/CalGray": 1, "/Indexed": 1, "/Separation": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3,
            "/DeviceCMYK": 4}  # fmt: skip
# How the bytes of a picture begin and end where they say their size themselves.
_FRAMES = {"/DCTDecode": (b"\xff\xd8\xff", b"\xff\xd9"), "/JPXDecode": (b"\x00\x00\x00\x0cjP", b"")}
_FAX = ("/CCITTFaxDecode", "/JBIG2Decode")
_END = 4


def pictures_drawn(opened: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """The numbers of the objects that pages, forms and patterns draw as pictures, and of the masks of those."""
    return frozenset(each.objgen for thing in opened.objects for each in _drawn_by(thing))


def _drawn_by(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    for holder in (thing, thing.get("/Resources")):
        named = holder.get("/XObject") if isinstance(holder, pikepdf.Dictionary) else None
        if isinstance(named, pikepdf.Dictionary):
            yield from (each for _, each in named.items() if isinstance(each, pikepdf.Stream))
    if thing.get("/Subtype") == "/Image":
        yield from (each for key in ("/SMask", "/Mask") if isinstance(each := thing.get(key), pikepdf.Stream))


def is_picture(stream: pikepdf.Stream) -> bool:
    """Whether a stream holds the picture it says it does, and nothing after it."""
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(each) for each in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    last = names[-1] if names else ""
    if last in _FRAMES:
        begins, ends = _FRAMES[last]
        raw = stream.read_raw_bytes()
        return len(names) > 1 or (raw.startswith(begins) and ends in raw[-_END:])
    if last in _FAX:
        return True
    try:
        return len(stream.read_bytes()) - _size(stream) in (0, 1)
    except (pikepdf.PdfError, KeyError, TypeError, ValueError):
        return False


def _size(stream: pikepdf.Stream) -> int:
    """How many bytes a picture without a frame of its own takes. KeyError for colours not known."""
    width, height = int(stream["/Width"]), int(stream["/Height"])
    if stream.get("/ImageMask", False):
        return (width + 7) // 8 * height
    space = stream["/ColorSpace"]
    bits = int(stream["/BitsPerComponent"])
    return (width * _channels(space) * bits + 7) // 8 * height


def _channels(space: pikepdf.Object) -> int:
    if isinstance(space, pikepdf.Name):
        return _COLOURS[str(space)]
    kind = str(space[0])
    return int(space[1]["/N"]) if kind == "/ICCBased" else _COLOURS[kind]
