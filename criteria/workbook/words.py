"""The words of the workbook. It is a form of the office: Vietnamese, whatever language the pages are read in."""

from communes.vietnamese import fold
from criteria.cells import NEARLY, Outcome

VERDICTS = {
    str(Outcome.ATTAINED): "Đạt",
    NEARLY: "Cơ bản đạt",
    str(Outcome.NOT_ATTAINED): "Chưa đạt",
    str(Outcome.NOT_APPLICABLE): "Không áp dụng",
    str(Outcome.NO_DATA): "Chưa có số liệu",
}
OTHER_WORDS = {"khong dat": Outcome.NOT_ATTAINED, "chua co so": Outcome.NO_DATA, "co ban hoan thanh": NEARLY}
MEANINGS = {fold(word): code for code, word in VERDICTS.items()} | {
    word: str(code) for word, code in OTHER_WORDS.items()
}

CRITERIA, VALUES, REASONS, INSTRUCTIONS, KEYS = "Tiêu chí", "Số liệu", "Lý do, tiến độ", "Hướng dẫn", "_khoa"
NUMBER, COMMUNE, DISTRICT, SOURCE = "TT", "Xã", "Huyện", "Số đang hiện"
COMMUNE_HEADS = {"xa", "ten xa", "don vi", "ten don vi", "xa, phuong", "xa/phuong", "ten xa, phuong"}
NOTE, WORK_DONE, MONTH = "Lý do, hướng khắc phục", "Khối lượng (%)", "Tháng hoàn thành"
NUMERATOR, DENOMINATOR, SHARE, VALUE = "Tử số", "Mẫu số", "Tỷ lệ (%)", "Giá trị"

DRAFT, NOTHING = "Đang nhập kỳ này", "Chưa có số kỳ trước"
EARLIER, MADE_UP = "Kỳ {day}", "Kỳ {day}, số minh họa"

TITLE = "Nhập kết quả tiêu chí nông thôn mới · kỳ báo cáo {day} · {set}"
HINTS = {
    CRITERIA: "Chọn kết quả trong danh sách của ô. Chữ xám là số kỳ trước, chữ đậm là số đang nhập kỳ này.",
    VALUES: "Chỉ nhập số. Tỷ lệ: nhập tử số và mẫu số, phần trăm được tính khi tải lên; hoặc chỉ nhập phần trăm.",
    REASONS: "Ghi lý do khi tụt tiêu chí hoặc kết quả khác số liệu. Cơ bản đạt: ghi khối lượng, tháng (03/2026).",
}
GUIDE = [
    ("Tệp này dùng để làm gì", None),
    ("Mỗi dòng là một xã, mỗi cột là một tiêu chí hoặc nội dung tiêu chí của kỳ báo cáo ghi ở đầu bảng.", ""),
    ("Sửa xong, lưu tệp rồi chọn Nhập liệu, Tải lên Excel. Hệ thống chỉ ra từng ô khác trước khi ghi.", ""),
    ("Cách ghi", None),
    ("Sheet “Tiêu chí”", "Một trong năm kết quả: Đạt, Cơ bản đạt, Chưa đạt, Không áp dụng, Chưa có số liệu."),
    ("Sheet “Số liệu”", "Chỉ nhập số, dấu phẩy trước phần thập phân: 51,2. Không ghi đơn vị vào ô."),
    ("Tỷ lệ", "Nhập tử số và mẫu số thì phần trăm được tính lại. Sửa riêng phần trăm khi không có số đếm."),
    ("Sheet “Lý do, tiến độ”", "Lý do tụt tiêu chí hoặc khác số liệu; khối lượng và tháng của tiêu chí cơ bản đạt."),
    ("Ô để trống", "Xóa trắng một ô đang có số nghĩa là bỏ số đó. Ô chưa từng có số thì để trống."),
    ("Điều cần biết", None),
    ("Chữ xám", "Số của kỳ trước. Không sửa thì chưa được ghi cho kỳ này; khi tải lên chọn “giữ nguyên” để ghi."),
    ("Sửa một ô của tiêu chí", "Các ô khác của tiêu chí đó ở xã đó được ghi theo tệp."),
    ("Dòng đầu bảng và tên xã", "Đã khóa. Không đổi tên xã, không chép dòng của xã này sang xã khác."),
    ("Đổi thứ tự", "Được đổi thứ tự dòng và cột, thêm sheet riêng; không xóa các dòng, cột ẩn."),
    ("Người khác cùng nhập", "Ô người khác đã sửa sau khi tệp được tải về không bị ghi đè; hệ thống hỏi trước."),
]
CHOOSE = "Chọn một trong năm kết quả của danh sách."
FROM_0_TO_100 = "Nhập từ 0 đến 100, ví dụ 51,2."
NOT_BELOW_0 = "Chỉ nhập số, từ 0 trở lên."
PART_OF_WHOLE = "Chỉ nhập số, từ 0 trở lên và không lớn hơn mẫu số."
