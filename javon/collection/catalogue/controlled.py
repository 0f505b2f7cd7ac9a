"""Lists that a cataloguer chooses from, with what is written into the record for a choice. Dossier of the domain §3.6; Nizom 5.2."""

from __future__ import annotations

# The marks of the law on protecting children from harmful information; a record may carry any other text from elsewhere.
AGE_MARKS = ("0+", "6+", "12+", "16+", "18+")

# Languages of a district's stock in the order of the statistics, ISO 639-2/B; any other is kept as the record has it.
LANGUAGES_OF_STOCK = ("uzb", "rus", "kaa", "kir", "tgk", "kaz", "eng", "ger", "fre", "ara", "tur")

# What stands in 546 $b: words, as MARC 21 wants them, in the language of the catalogue.
SCRIPT_WORDS = {"latn": "Lotin yozuvi", "cyrl": "Kirill yozuvi", "arab": "Arab yozuvi"}
