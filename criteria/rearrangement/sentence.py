"""A line of a resolution in its own words, turned into the units it names and what they become (pure).

Resolutions say "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của các xã A, B và thị trấn C thành xã mới có tên gọi
là xã D", or "Thành lập xã D trên cơ sở nhập …". What is said beside the names is left out; "các xã" holds for every
name after it that has no kind of its own. A sentence of another form ("nhập … vào …") does not say whether the unit
that receives goes on, so it is not read.
"""

import re

FORMS = (
    re.compile(r"^(?:sắp xếp|sáp nhập|hợp nhất|nhập)\s+(?P<old>.+?)\s*,?\s+thành\s+(?P<new>.+)$", re.IGNORECASE),
    re.compile(
        r"^thành lập\s+(?P<new>.+?)\s+trên cơ sở\s+(?:(?:sắp xếp|(?:sáp )?nhập)\s+)?(?P<old>.+)$", re.IGNORECASE
    ),
)
EXTENT = re.compile(r"diện tích(?: tự nhiên)?(?:\s*,|\s+và)\s*(?:quy mô\s+)?dân số(?:\s+của)?\s+", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:toàn bộ|nguyên trạng)\s+(?:của\s+)?", re.IGNORECASE)
REFERENCE = re.compile(r"\s*,?\s*sau khi [^,;]*?\bđiều này\b,?", re.IGNORECASE)
CALLED = re.compile(r"^(?:(?:xã|phường|thị trấn)\s+mới\s+)?(?:có\s+)?(?:tên(?:\s+gọi)?|lấy tên)\s+là\s+", re.IGNORECASE)
JOINED = re.compile(r"\s*[,;+]\s*(?:và\s+)?|\s+và\s+")
ALL_OF = re.compile(r"^(?:các|những|\d+)\s+(xã|phường|thị trấn)\s+", re.IGNORECASE)
OWN = re.compile(r"^(?:xã|phường|thị trấn|p\.|tt\.|một phần|phần còn lại)\s", re.IGNORECASE)


def sides_of(line):
    """[old units, new unit] of a sentence of a resolution; [] where it has none of the known forms."""
    found = next(filter(None, (form.match(line.strip(" .;")) for form in FORMS)), None)
    return [found["old"], CALLED.sub("", found["new"])] if found else []


def names_in(text):
    """The units of the left side one by one, each with the kind that was said for it."""
    kind, found = "", []
    for one in JOINED.split(WHOLE.sub("", EXTENT.sub("", REFERENCE.sub("", text)))):
        several = ALL_OF.match(one)
        if several or OWN.match(one):
            kind = several[1] if several else ""
        bare = ALL_OF.sub("", one)
        found.append(f"{kind} {bare}" if kind and bare else bare)
    return found
