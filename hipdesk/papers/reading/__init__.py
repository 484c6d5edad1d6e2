"""Opening spreadsheets from outside. Runs inside the press: bytes come in, plain picklable values go out."""
