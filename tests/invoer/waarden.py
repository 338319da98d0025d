"""What nobody should type, and somebody will: for every kind of field the values that break programs."""

LANG = "x" * 10_000
SCRIPT = "<script>alert(1)</script>"

# Whatever is typed in: one value for all that a page, a spreadsheet or a path could take for code.
TEKST = {
    "leeg": "",
    "spaties": "   ",
    "veel te lang": LANG,
    "code": f'=HYPERLINK("http://kwaad.example";"klik") {SCRIPT} ../../etc/passwd \' onmouseover=alert(1) x=\'',
    "nul": "a\0b",
    "emoji en andere richting": "😀 \u202eomgekeerd\u202c مرحبا",
}
# A field of one line may be read as a number or a day as well.
REGEL = TEKST | {
    "min één": "-1",
    "heel groot": "99999999999999999999",
    "geen dag": "31/02/2026",
    "jaar één": "0001-01-01",
    "jaar 9999": "9999-12-31",
}
# A choice, a tick or a hidden field: the browser offers no way to type in it.
KEUZE = {
    "leeg": "",
    "html": SCRIPT,
    "nul": "a\0b",
    "onbekend": "bestaat-niet",
    "min één": "-1",
    "heel groot": "99999999999999999999",
    "punt": "1.5",
}
# The values on which the two databases differ. In the others they have no say, so that SQLite, the faster, tries them.
DATABANK = {"nul", "veel te lang", "heel groot"}
# Words of a list's address: page, tab, order and filters come from anybody.
VRAAG = {
    "leeg": "",
    "geen getal": "abc",
    "heel groot": "99999999999999999999",
    "min één": "-1",
    "html": SCRIPT,
    "lang": "x" * 3_000,
    "aanhalingstekens": "' OR 1=1 --",
    "procent": "%_\\",
    "emoji": "😀\u202e",
    "vreemde cijfers": "١٢³",
}
