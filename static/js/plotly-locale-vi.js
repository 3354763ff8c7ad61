// Vietnamese for Plotly: the published locale has neither separators nor words.
Plotly.register({
  moduleType: "locale",
  name: "vi",
  dictionary: { "Double-click to zoom back out": "Nhấp đúp để xem lại toàn hình" },
  format: {
    days: ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
    shortDays: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
    months: ["tháng 1", "tháng 2", "tháng 3", "tháng 4", "tháng 5", "tháng 6", "tháng 7", "tháng 8", "tháng 9", "tháng 10", "tháng 11", "tháng 12"],
    shortMonths: ["Th1", "Th2", "Th3", "Th4", "Th5", "Th6", "Th7", "Th8", "Th9", "Th10", "Th11", "Th12"],
    date: "%d/%m/%Y",
    decimal: ",",
    thousands: "."
  }
});
