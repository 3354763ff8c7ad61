"""How the letters of a file were written (pure): csv bytes by encoding, and Vietnamese from before Unicode.

TCVN3 (fonts named .VnTime) and VNI keep Vietnamese letters at places where Unicode has other characters, so "Xã" reads
"X·" or "Xaõ". Nothing is converted: a wrong guess would change names and reasons unseen.
"""

import re
import unicodedata

TCVN3, VNI = "TCVN3", "VNI"
MARKS = re.compile(r"[\u0300\u0301\u0303\u0309\u0323]")
# Signs that stand for letters there and stand inside no word of Unicode Vietnamese.
OF_TCVN3 = re.compile(r"[^\W\d_][®§¹µ¶·¸»¼½¾©ª«¬¨¦¥¤¢¡£]|[®§][^\W\d_]|[¸µ¶·¹¨©ª¬®][^\W\d_]|[^\W\d_]\u00ad")
OF_VNI = re.compile(r"[øûïñöäåëüçØÛÏÑÖÄÅËÜ](?=[^\W\d_])|(?<=[^\W\d_])[øûïñöäåëüçØÛÏÑÖÄÅËÜ]|[aeouyAEOUY][õùâ](?!\w)")


def legacy(text):
    """TCVN3 or VNI where the text was typed with such a font, else ""."""
    if text.isascii():
        return ""
    if OF_TCVN3.search(text):
        return TCVN3
    return VNI if OF_VNI.search(text) and not MARKS.search(unicodedata.normalize("NFD", stripped(text))) else ""


def stripped(text):
    """Without the Latin letters that VNI uses itself, so that what is left shows whether anything is Unicode."""
    return re.sub(r"[øûïñöäåëüçõùâêòóàáèéìíýãô]", "", text.lower())


def decoded(content):
    """The text of a csv file: UTF-8 or UTF-16 where it says so or fits, else windows-1258; None where it is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return attempt(content, encoding)
    if b"\0" in content:
        return None
    found = attempt(content, "utf-8")
    return found if found is not None else attempt(content, "cp1258", "replace")


def attempt(content, encoding, errors="strict"):
    try:
        return unicodedata.normalize("NFC", content.decode(encoding, errors))
    except UnicodeDecodeError:
        return None
