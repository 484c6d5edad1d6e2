"""Excel workbooks, written in memory: lists in the clean form of every workbook of ours."""
