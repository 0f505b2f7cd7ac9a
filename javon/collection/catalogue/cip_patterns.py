"""The habits of printed blocks as patterns: labels, indexes, imprints, names, editions; what reads with them is cip.py.

Any apostrophe, any dash, Latin and Cyrillic capitals of Uzbek and Russian. Nizom 5.2.
"""

from __future__ import annotations

import re

from javon.core.uzbek import fold

# Every sign that stands for the apostrophe of oʻ and gʻ, or for the stop ʼ.
A = "['’‘`ʻʼ´′ʹ‛]"
CAPITAL = "[A-ZА-ЯЁЎҚҒҲ]"
SMALL = f"(?:[a-zа-яёўқғҳ]|{A})"
DASH = "[-–—‒―−]"

UDC = re.compile(rf"(?<![^\W_])(?:U\s?O{A}?\s?K|У\s?Ў\s?К|УО{A}?К|UDK|UDC|УДК)\b[\s.:№]*", re.IGNORECASE)
BBK = re.compile(r"(?<![^\W_])(?:KBK|BBK|КБК|ББК)\b[\s.:№]*", re.IGNORECASE)
ISBN = re.compile(
    rf"(?<![^\W_])I\s?S\s?B\s?N\b(?:{DASH}?1[03]\b)?[\s.:№]*((?:[0-9](?:[ \t]|{DASH})?){{7,16}}[0-9XxХх])"
    r"([ \t]*\([^()\n]{1,60}\))?",
    re.IGNORECASE,
)
# One index: digits first, then pieces that can only belong to it: "02 (075)", "84(5Oʻzb)7", "74.261.3 я72".
INDEX = re.compile(
    r"[ \t]*\(?\d[^\s,;]*(?:[ \t]+(?:[(=:+\"«]\S*|(?:я|ya)\d\S*|\d{1,3}(?:[.(-]\S*)?(?=[ \t]*(?:\n|$|[(]))))*",
    re.IGNORECASE,
)
BARE_INDEX = re.compile(r"(\d{2}(?:\.\d+)*\([^()\s]{1,12}\)\S*)[ \t]*(?=\n)")
MARK = re.compile(
    rf"(?m)(?:^|(?<=\n))[ \t]*({CAPITAL}{A}?[ \t-]?\d{{2,3}}(?:[a-zа-яёўқғҳ]{A}?)?)(?=[ \t]*(?:\n|$)|[ \t]+[\[«\"(A-ZА-ЯЁЎҚҒҲ])"
)
AGE = re.compile(r"(?<![\d.,/+-])\(?(0|6|12|16|18)[ \t]?\+\)?(?![\d+])")
KIND = re.compile(
    r"\[\s*(?:matn|матн|текст|text|elektron\s+resurs|электронный ресурс)\s*[^\]]{0,40}\]", re.IGNORECASE
)

# --- the imprint

PLACES = frozenset(
    fold(name)
    for name in (
        "T Toshkent Т Тошкент Ташкент Tashkent M М Moskva Москва Moscow Л L Ленинград Leningrad СПб SPb Санкт-Петербург "
        "Sankt-Peterburg Петербург Samarqand Самарқанд Самарканд Buxoro Бухоро Бухара Andijon Андижон Андижан Fargʻona Фарғона "
        "Фергана Namangan Наманган Nukus Нукус Nókis Нөкис Xiva Хива Urganch Урганч Ургенч Qarshi Қарши Карши Termiz Термиз "
        "Термез Guliston Гулистон Гулистан Jizzax Жиззах Джизак Navoiy Навоий Навои Qoʻqon Қўқон Коканд Chirchiq Angren Киев "
        "Kiev Минск Minsk Алматы Almati Алма-Ата Бишкек Bishkek Душанбе Dushanbe Istanbul Ankara London Новосибирск Казань "
        "Екатеринбург Ростов-на-Дону Dresden Berlin Дрезден Баку Boku Парижъ Paris Нью-Йорк"
    ).split()
)
NOWHERE = re.compile(r"\[?\s*(?:b|б|s)\s?\.\s?(?:j|ж|m|м|l)\s?\.?\s*\]?", re.IGNORECASE)
YEAR = r"(?:[©cсCС]\s?)?\[?((?:1[5-9]|20)\d\d)\]?"
IMPRINT = re.compile(
    rf"(?P<before>^|[.!?)\]»\"”…]\s*(?:{DASH}\s*)?|\s{DASH}\s*|\n\s*)"
    rf"(?P<place>\[?{CAPITAL}[^\s:.,/;()]{{0,24}}(?:{DASH}\w+)?\.?\]?(?:\s*[;,]\s*\[?{CAPITAL}[^\s:.,/;()]{{0,24}}\.?\]?)?|\[[^\]\n]{{2,16}}\])"
    rf"\s*:\s*(?P<publisher>[^:]{{2,140}}?)\s*,?\s*(?<!\d){YEAR}(?!\d)(?P<word>{DASH}?\s?(?:y|yil|й|йил|г|год)\b\.?)?",
    re.IGNORECASE,
)
PLACE_ONLY = re.compile(
    rf"(?P<before>^|[.!?)\]»\"”…]\s*(?:{DASH}\s*)?|\s{DASH}\s*|\n\s*)(?P<place>{CAPITAL}[^\s:.,/;()]{{0,24}}\.?)\s*,\s*{YEAR}(?!\d)"
    rf"(?P<word>{DASH}?\s?(?:y|yil|й|йил|г|год)\b\.?)?",
    re.IGNORECASE,
)
PUBLISHER_ONLY = re.compile(
    rf"(?P<before>\s{DASH}\s*|\n\s*{DASH}?\s*|[.]\s+(?=[«\"“]))(?P<publisher>[«\"“]?{CAPITAL}[^:/\n{DASH[1:-1]}]{{1,80}}?)\s*,\s*{YEAR}(?!\d)(?P<word>{DASH}?\s?(?:y|yil|й|йил|г|год)\b\.?)?"
)
YEAR_ONLY = re.compile(
    rf"(?P<before>[.,]?\s*{DASH}\s*|[.,]\s+)(?<!\d){YEAR}(?!\d)(?P<word>{DASH}?\s?(?:y|yil|й|йил|г|год)\b\.?)?(?=\s*(?:[.,]|{DASH}|$))"
)

EXTENT = re.compile(
    rf"(?<![\d.,/№-])((?:[XVILCХ]{{1,6}},\s*)?\d{{1,4}}(?:,?\s*\[\d{{1,3}}\])?\s?(?:bet|betlik|b|бет|б|стр|с|c|pages|p|s|sah|саҳ)(?![^\W\d_])\.?"
    rf"(\s*:\s*(?:rasm|расм|ил|il|nota|нот|xarita|карт|jadv|табл|портр|цв|rangli)[^–—\n()]{{0,40}}?\.?(?=\s*[.;]?\s*(?:{DASH}\s|[;(]|\n|$)))?)",
    re.IGNORECASE,
)
SIZE = re.compile(r"\s*;?\s*\d{1,2}(?:[,.]\d)?(?:\s?[x×х]\s?\d{1,2})?\s?(?:sm|см|cm)\b\.?", re.IGNORECASE)
SERIES = re.compile(rf"(?:{DASH}\s*|[.]\s*|\n\s*)\(([^()\n]{{2,60}}(?:\n?[^()\n]{{0,90}}))\)\.?")
EDITION = re.compile(
    rf"(?:\d|\b[IVXХ]+\b|qayta|қайта|birinchi|ikkinchi|uchinchi|to{A}?rtinchi|beshinchi|yangi|to{A}?ldirilgan|биринчи|иккинчи|учинчи|тўртинчи|"
    rf"бешинчи|янги|тўлдирилган|перв|втор|трет|четв|нов|доп|испр|rev|first|second).*\b(?:nashri?|нашри?|изд(?:ание)?|edition|ed)\b(?!{DASH}?во)"
    rf"|\b(?:nashri?|нашри?|изд(?:ание|\.))(?!{DASH}?во)\s*(?:\d|qayta|қайта|to{A}?ld|тўлд|перераб|доп|испр|стер)",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_EDITION = 90

# --- people

INITIALS = rf"(?:{CAPITAL}(?:{SMALL}){{0,2}}\.\s?{DASH}?){{1,3}}"
SURNAME = rf"{CAPITAL}(?:{SMALL}|{CAPITAL}|{A})+(?:{DASH}{CAPITAL}(?:{SMALL})+)?"
FIRST_SURNAME = rf"{SURNAME},?\s+{INITIALS}"
OTHERS = r"(?:\s*,?\s*(?:va\s+boshq(?:alar)?|ва\s+бошқ(?:алар)?|и\s+др(?:угие)?|et\s+al)\b\.?)?"
MANY = re.compile(rf"{FIRST_SURNAME}(?:\s*,\s*{FIRST_SURNAME})*{OTHERS}")
FORENAME = rf"{CAPITAL}(?:{SMALL})+"
DATES = rf"(?:\s*,?\s*[(\[]?(?P<dates>\d{{4}}\s?{DASH}\s?(?:\d{{4}})?)[)\]]?)?"
FULL = re.compile(
    rf"(?P<name>{SURNAME},\s*{FORENAME}(?:\s+(?:{FORENAME}|{INITIALS}|oʻgʻli|qizi|ўғли|қизи|de|ibn|von|де|ибн|фон)){{0,3}}){DATES}\s*(?:[.](?=\s)|\n|$)"
)
PLAIN_NAME = re.compile(rf"(?P<name>{FORENAME}(?:\s+{FORENAME}){{1,2}})\s*[.\n]\s*")
INITIALS_FIRST = re.compile(
    rf"(?P<name>{INITIALS}\s?{SURNAME}(?:\s*,\s*{INITIALS}\s?{SURNAME})*{OTHERS})\s*[.\n]\s*(?=\S)"
)

# --- words that begin a line about something that the form has no field for

OTHER_LINES = re.compile(
    rf"(?:©|\(c\)|taqrizchi|тақризчи|рецензент|mas{A}?ul\s+muharrir|масъул\s+муҳаррир|muharrir|муҳаррир|редактор|ответственный|отв\.|tuzuvchi|тузувчи|составител|"
    rf"tarjimon|таржимон|перевод|mualliflar\s+jamoasi|bibliogr|библиогр|tiraj|тираж|{DASH}?\s*\d[\d ]*\s?nusxa|adadi|адади|buyurtma|заказ|bosishga|босишга|nashriyot\s+litsenziya|"
    rf"rassom|рассом|художник|musahhih|мусаҳҳиҳ|dizayner|подписано|нашр учун|ushbu\s+kitob(?:ning)?\s+huquq|barcha\s+huquq|все\s+права)",
    re.IGNORECASE,
)
PART = re.compile(
    rf"[.,]\s*((?:\d{{1,3}}|[IVX]{{1,5}})\s?{DASH}\s?(?:jild|kitob|qism|tom|жилд|китоб|қисм|том|книга|часть)\b[^:/]*|(?:Кн|Ч|Т|Q|K)\.\s?\d{{1,3}}\b[^:/]*|(?:Книга|Часть|Том)\s+\w+[^:/]*)",
    re.IGNORECASE,
)
SECOND_SENTENCE = re.compile(
    r"darslig|darslik|qoʻllanma|roman|qissa|hikoya|sheʼr|doston|ertak|toʻplam|asarlar|uchun|lugʻat|дарслик|дарслиг|қўлланма|роман|қисса|ҳикоя|шеър|достон|эртак|тўплам|учун|луғат|учеб|пособие|повест|рассказ|стих|сказк|для|сборник|словарь|monografiya|монография|risola|рисола",
    re.IGNORECASE,
)
ANNOTATION_LABEL = re.compile(r"^\s*(?:annotatsiya|аннотация)\s*[:.]?\s*", re.IGNORECASE)
