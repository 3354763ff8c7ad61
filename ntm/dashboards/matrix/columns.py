"""The columns of the matrix: the criteria of the set, their short names, and where a group of criteria begins."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

# What a column 38 px wide says for a long name; the office's own abbreviations. Other names stand as they are.
SHORT = {
    "Quy hoạch và thực hiện quy hoạch": "Quy hoạch",
    "Thủy lợi và phòng, chống thiên tai": "Thủy lợi, PCTT",
    "Cơ sở vật chất văn hóa": "CSVC văn hóa",
    "Cơ sở hạ tầng thương mại nông thôn": "Thương mại",
    "Thông tin và Truyền thông": "TT&TT",
    "Nhà ở dân cư": "Nhà ở",
    "Nghèo đa chiều": "Nghèo ĐC",
    "Cơ cấu lao động": "Lao động",
    "Tỷ lệ lao động có việc làm thường xuyên": "Lao động",
    "Lao động có việc làm": "Lao động",
    "Hình thức tổ chức sản xuất": "Tổ chức SX",
    "Tổ chức sản xuất": "Tổ chức SX",
    "Tổ chức sản xuất và phát triển kinh tế nông thôn": "TCSX, PTKT",
    "Giáo dục và Đào tạo": "GD&ĐT",
    "Môi trường và an toàn thực phẩm": "Môi trường",
    "Hệ thống tổ chức chính trị xã hội vững mạnh": "HTCT",
    "Hệ thống chính trị và tiếp cận pháp luật": "HTCT, PL",
    "Quốc phòng và An ninh": "QP – AN",
    "An ninh, trật tự xã hội": "An ninh",
    "Chất lượng môi trường sống": "MT sống",
    "Hạ tầng kinh tế - xã hội": "Hạ tầng KT-XH",
    "Phát triển kinh tế nông thôn": "Kinh tế NT",
    "Đào tạo nguồn nhân lực nông thôn": "Nhân lực",
    "Văn hóa, giáo dục, y tế": "VH, GD, YT",
    "Giảm nghèo và an sinh xã hội": "Giảm nghèo",
    "Khoa học công nghệ và chuyển đổi số": "KHCN, CĐS",
    "Môi trường và cảnh quan nông thôn": "MT, cảnh quan",
    "Xây dựng hệ thống chính trị và hành chính công": "HTCT, HCC",
    "Tiếp cận pháp luật và an ninh, quốc phòng": "PL, QP – AN",
}
ENGLISH_LENGTH = 16


@dataclass(frozen=True)
class Column:
    number: int
    name: str
    short: str
    ruled: bool
    url: str = ""


def columns(selection):
    """One column a criterion that the standing counts, in order of numbers."""
    criteria = selection.register.criteria.get(selection.set_code, [])
    before, found = None, []
    for criterion in criteria:
        ruled = not found or criterion.group != before
        found.append(Column(criterion.number, *names(criterion), ruled, page_of(selection, criterion.number)))
        before = criterion.group
    return found


def names(criterion):
    """(full, short) in the language of the page."""
    if (get_language() or "vi").startswith("vi"):
        return criterion.name, SHORT.get(criterion.name, criterion.name)
    short = criterion.name_en
    return criterion.name_en, short if len(short) <= ENGLISH_LENGTH else f"{short[: ENGLISH_LENGTH - 1].rstrip()}…"


def page_of(selection, number):
    """The criterion's own page; "" while an installation has none."""
    try:
        return reverse("criterion", args=[selection.set_code, number]) + selection.query
    except NoReverseMatch:
        return ""
