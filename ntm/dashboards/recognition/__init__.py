"""Công nhận: decisions, where they differ from the results, proposals of withdrawal, and the files of communes."""

from ntm.dashboards.recognition.files import (
    recognition_file,
    recognition_file_close,
    recognition_file_facts,
    recognition_file_open,
    recognition_file_paper,
    recognition_file_paper_off,
    recognition_file_step,
    recognition_file_step_off,
    recognition_files,
)
from ntm.dashboards.recognition.page import recognition

__all__ = [
    "recognition",
    "recognition_file",
    "recognition_file_close",
    "recognition_file_facts",
    "recognition_file_open",
    "recognition_file_paper",
    "recognition_file_paper_off",
    "recognition_file_step",
    "recognition_file_step_off",
    "recognition_files",
]
