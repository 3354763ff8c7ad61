"""The plain SQL that yields the numbers of each page: what a page cannot be faster than."""

READ = "state = 'approved' AND superseded_at IS NULL"
COUNTS = "a.outcome IN ('attained', 'not_applicable')"
ON = "(SELECT id FROM criteria_round WHERE date = '2020-12-31' AND kind = 'year')"

PER_COMMUNE = f"""
    SELECT c.id, c.name, d.name, count(a.id) FROM communes_commune c
    LEFT JOIN communes_district d ON d.id = c.district_id
    JOIN criteria_report r ON r.commune_id = c.id AND r.round_id = {ON} AND r.{READ.replace(" AND ", " AND r.")}
    LEFT JOIN criteria_assessment a ON a.report_id = r.id AND {COUNTS}
    GROUP BY c.id, c.name, d.name"""
PER_CRITERION = f"""
    SELECT k.number, count(*) FROM criteria_assessment a
    JOIN criteria_report r ON r.id = a.report_id AND r.round_id = {ON} AND r.{READ.replace(" AND ", " AND r.")}
    JOIN criteria_criterion k ON k.id = a.criterion_id WHERE {COUNTS} GROUP BY k.number"""
EVERY_VERDICT = f"""
    SELECT r.commune_id, k.number, a.outcome FROM criteria_assessment a
    JOIN criteria_report r ON r.id = a.report_id AND r.round_id = {ON} AND r.{READ.replace(" AND ", " AND r.")}
    JOIN criteria_criterion k ON k.id = a.criterion_id"""
EVERY_YEAR = f"""
    SELECT o.date, held, count(*) FROM criteria_round o JOIN (
      SELECT r.round_id, r.id, count(a.id) AS held FROM criteria_report r
      LEFT JOIN criteria_assessment a ON a.report_id = r.id AND {COUNTS}
      WHERE r.{READ.replace(" AND ", " AND r.")} GROUP BY r.round_id, r.id
    ) AS counted ON counted.round_id = o.id GROUP BY o.date, held"""
RECOGNISED = """
    SELECT e.year, e.level, count(*) FROM criteria_recognition n
    JOIN criteria_decision e ON e.id = n.decision_id GROUP BY e.year, e.level"""
TARGETS = "SELECT code, low, high, base, quote FROM criteria_target"
FIGURES = "SELECT code, low, high, stated_percent, quote FROM criteria_publishedfigure"
ONE_COMMUNE = f"""
    SELECT o.date, k.number, a.outcome FROM criteria_assessment a
    JOIN criteria_report r ON r.id = a.report_id AND r.{READ.replace(" AND ", " AND r.")}
    JOIN criteria_round o ON o.id = r.round_id JOIN criteria_criterion k ON k.id = a.criterion_id
    WHERE r.commune_id = (SELECT id FROM communes_commune WHERE code = '06280' AND valid_from = '2020-01-01')"""
VALUES = """
    SELECT i.code, m.value, t.value FROM criteria_measurement m
    JOIN criteria_report r ON r.id = m.report_id JOIN criteria_indicator i ON i.id = m.indicator_id
    LEFT JOIN criteria_threshold t ON t.indicator_id = i.id
    WHERE r.commune_id = (SELECT id FROM communes_commune WHERE code = '06280' AND valid_from = '2020-01-01')"""
PLACES = "SELECT id, code, name, valid_from FROM communes_commune"

PAGES = {
    "overview": ("/", [PER_COMMUNE, PER_CRITERION, EVERY_YEAR, RECOGNISED, TARGETS, FIGURES]),
    "goals": ("/muc-tieu/", [EVERY_YEAR, PER_CRITERION, RECOGNISED, TARGETS, FIGURES]),
    "documents": ("/van-ban/", [TARGETS, FIGURES]),
    "document": ("/van-ban/bc-nq20-2020/", [TARGETS, FIGURES, PER_CRITERION, RECOGNISED]),
    "matrix": ("/ma-tran/", [EVERY_VERDICT, PER_COMMUNE, RECOGNISED]),
    "map": ("/ban-do/", [PER_COMMUNE, RECOGNISED, 'SELECT commune_id, row, "column" FROM communes_tileposition']),
    "communes": ("/xa/", [PER_COMMUNE, EVERY_VERDICT, RECOGNISED]),
    "commune": ("/xa/06280-2020/", [ONE_COMMUNE, VALUES, RECOGNISED]),
    "districts": ("/huyen/", [PER_COMMUNE, RECOGNISED]),
    "district": ("/huyen/van-quan/", [PER_COMMUNE, PER_CRITERION, RECOGNISED, TARGETS]),
    "groups": ("/nhom/", [PER_COMMUNE, RECOGNISED]),
    "group": ("/nhom/border/", [PER_COMMUNE, PER_CRITERION, RECOGNISED, TARGETS]),
    "criteria": ("/tieu-chi/", [PER_CRITERION, FIGURES, TARGETS]),
    "criterion": ("/tieu-chi/1980/5/", [EVERY_YEAR, PER_COMMUNE, FIGURES, TARGETS]),
    "quick_report": ("/bao-cao-nhanh/", [PER_COMMUNE, EVERY_VERDICT, EVERY_YEAR, RECOGNISED]),
    "search": ("/tim/?q=chi+lang", [PLACES, "SELECT id, name FROM criteria_criterion"]),
}
