"""What a file is, by its first bytes and its inside, never by its name (pure but for reading the file)."""

import zipfile

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {PDF: "pdf", JPEG: "jpg", PNG: "png", DOCX: "docx", XLSX: "xlsx"}
BEGINNINGS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
INSIDE = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
MACROS = ("vbaProject.bin",)


def type_of(path):
    """The content type of one of the kinds that are taken; None for anything else."""
    with path.open("rb") as file:
        start = file.read(8)
    found = next((kind for sign, kind in BEGINNINGS if start.startswith(sign)), None)
    return found or (office_type(path) if start.startswith(b"PK\x03\x04") else None)


def office_type(path):
    """docx or xlsx by what the archive lists; nothing is unpacked, and one with macros is not taken."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    if any(name.endswith(MACROS) for name in names):
        return None
    return next((kind for name, kind in INSIDE if name in names), None)
