"""Answers as every edge gives them: Python rows, tables, data, workbooks, pages, with names, evidence and citation."""
