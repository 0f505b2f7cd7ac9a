"""What the columns of a librarian's own list mean: header words in Uzbek (both scripts), Russian and English.

The lists are data; docs/howto/import-tables.md shows them to people.
"""

from __future__ import annotations

import re
import unicodedata

# A target is a MARC field and subfield, or one of the words below that mean more than one subfield.
AUTHOR, LANGUAGE, COUNT, GRADE, IGNORED = "author", "language", "count", "grade", "-"

HEADERS: dict[str, str] = {
    "245$a": "nomi|kitob nomi|kitobning nomi|asar nomi|adabiyot nomi|adabiyotlar nomi|sarlavha|sarlavhasi|"
    "darslik|"
    "darslik nomi|fan/darslik|nom|номи|китоб номи|китобнинг номи|асар номи|адабиёт номи|сарлавҳа|сарлавха|"
    "дарслик|"
    "название|название книги|наименование|наименование книги|заглавие|книга|title|book title|book|name|"
    "book name",
    "245$b": "sarlavhaga oid maʼlumot|qoʻshimcha sarlavha|қўшимча сарлавҳа|подзаголовок|"
    "сведения к заглавию|subtitle",
    "245$n": "jild|qism|tom|жилд|қисм|том|часть|volume|part",
    AUTHOR: "muallif|muallifi|mualliflar|mualliflari|muallif(lar)|муаллиф|муаллифи|муаллифлар|муаллифлари|"
    "автор|"
    "авторы|автор(ы)|author|authors|author(s)|muallifning familiyasi|muallif f.i.sh|muallif f.i.o|"
    "ф.и.о. автора",
    "264$c": "yil|yili|nashr yili|nashr etilgan yili|chiqarilgan yili|chop etilgan yili|chop yili|йил|"
    "йили|нашр йили|"
    "нашр этилган йили|чоп этилган йили|чоп йили|год|год издания|год выпуска|year|publication year|"
    "year of publication",
    "264$b": "nashriyot|nashriyoti|nashriyot nomi|нашриёт|нашриёти|нашриёт номи|издательство|изд-во|"
    "publisher",
    "264$a": "joyi|nashr joyi|nashr etilgan joyi|shahar|shahri|жойи|нашр жойи|нашр этилган жойи|шаҳар|шахар|"
    "место издания|место|город|place|place of publication|city",
    "020$a": "isbn|isbn raqami|isbn kodi|исбн|isbn13|isbn-13|isbn 13",
    "022$a": "issn",
    "080$a": "uoʻk|uok|udk|ўўк|уўк|уок|удк|udc",
    "084$a": "kbk|bbk|кбк|ббк",
    "090$b": "mualliflik belgisi|muallif belgisi|avtor belgisi|муаллифлик белгиси|муаллиф белгиси|"
    "авторский знак|"
    "авт. знак|author mark|cutter",
    "250$a": "nashri|nashr|nechanchi nashr|нашри|нашр|издание|edition",
    "300$a": "bet|beti|betlar|bet soni|betlar soni|sahifa|sahifasi|sahifalar|sahifalar soni|hajmi|hajm|"
    "бет|бети|"
    "бет сони|бетлар сони|саҳифа|сахифа|саҳифалар сони|ҳажми|хажми|страниц|страницы|стр|стр.|"
    "количество страниц|"
    "кол-во страниц|объем|объём|pages|page count|number of pages|extent",
    "300$c": "oʻlchami|ўлчами|размер|формат книги|size",
    "490$a": "seriya|seriyasi|turkum|серия|серияси|туркум|series",
    "520$a": "annotatsiya|annotatsiyasi|mazmuni|аннотация|аннотацияси|мазмуни|описание|annotation|"
    "abstract|description|"
    "summary",
    "500$a": "izoh|izohlar|eslatma|изоҳ|изох|эслатма|примечание|примечания|note|notes",
    "650$a": "mavzu|mavzusi|mavzular|мавзу|мавзуси|тема|тематика|предметная рубрика|рубрика|subject|"
    "subjects|topic",
    "653$a": "kalit soʻz|kalit soʻzlar|калит сўз|калит сўзлар|ключевые слова|keywords|keyword|tags|fan|"
    "fani|фан|"
    "фани|предмет",
    "655$a": "janr|janri|turi|adabiyot turi|жанр|жанри|тури|адабиёт тури|вид|вид издания|тип|genre|type|kind",
    LANGUAGE: "til|tili|nashr tili|til(i)|тил|тили|нашр тили|язык|язык издания|language",
    GRADE: "sinf|sinfi|синф|синфи|класс|grade|class",
    "700$a": "tarjimon|muharrir|hammuallif|таржимон|муҳаррир|мухаррир|ҳаммуаллиф|переводчик|редактор|"
    "соавтор|соавторы|"
    "translator|editor",
    "856$u": "havola|link|sayt|url|ҳавола|ссылка",
    "001": "control number|record id|nazorat raqami",
    "952$i": "inventar|inventar raqami|inventar raqam|inventar №|inventar nomer|inventar nomeri|inv|inv.|"
    "inv №|inv. №|"
    "inv raqami|kutubxona inventar|inventar raqamlari|инвентар|инвентар рақами|инвентар раками|инвентарь|"
    "инвентарный номер|инвентарные номера|инв|инв.|инв. №|инв №|инв. номер|инвентарный №|inventory|"
    "inventory number|"
    "inventory no|accession number|accession no",
    "952$p": "shtrixkod|shtrix kod|shtrix-kod|barkod|штрихкод|штрих код|штрих-код|barcode|bar code",
    "952$g": "narx|narxi|bahosi|baho|narxi (soʻm)|narxi soʻm|bir dona narxi|нарх|нархи|баҳоси|бахоси|цена|"
    "стоимость|"
    "цена за экз|price|cost",
    COUNT: "soni|nusxa|nusxasi|nusxa soni|nusxalar soni|adadi|miqdori|miqdor|dona|jami soni|сони|нусха|"
    "нусхаси|нусха сони|"
    "адади|миқдори|микдори|дона|количество|кол-во|кол во|экз|экз.|экземпляров|количество экземпляров|"
    "кол-во экз|"
    "copies|count|quantity|qty|number of copies",
    "952$a": "kutubxona|filial|muassasa|кутубхона|филиал|муассаса|библиотека|library|branch",
    "952$c": "boʻlim|boʻlimi|joylashuvi|saqlash joyi|xizmat nuqtasi|fond|бўлим|бўлими|жойлашуви|"
    "сақлаш жойи|фонд|отдел|"
    "место хранения|location|collection|department",
    "952$o": "javon|shifr|shifri|tokcha|polka|жавон|шифр|шифри|токча|полка|шифр хранения|полочный шифр|"
    "shelf|shelf mark|"
    "call number",
    "952$d": "kelgan sana|kelgan sanasi|qabul sanasi|kirim sanasi|olingan sana|sana|келган сана|"
    "келган санаси|қабул санаси|"
    "сана|дата|дата поступления|date|date acquired|accession date",
    "952$e": "hujjat|hujjat raqami|dalolatnoma|akt|ksu|manba|ҳужжат|далолатнома|акт|ксу|манба|источник|"
    "источник поступления|source|supplier",
    IGNORED: "№|n|no|t/r|tr|т/р|п/п|№ п/п|№ т/р|tartib raqami|тартиб рақами|id|#|row",
}  # fmt: skip

_LANGUAGES = {
    "uzb": "oʻzbek|oʻzbekcha|oʻzbek tili|oʻzbek tilida|ozbek|uzbek|uzb|uz|ўзбек|ўзбекча|ўзбек тили|узбек|"
    "узбекский|узб|ўзб|oʻzb",
    "rus": "rus|ruscha|rus tili|rus tilida|ru|рус|русча|рус тили|русский|russian|rus.|рус.",
    "eng": "ingliz|inglizcha|ingliz tili|ingliz tilida|en|eng|инглиз|инглизча|инглиз тили|английский|англ|"
    "english",
    "kaa": "qoraqalpoq|qoraqalpoqcha|qoraqalpoq tili|qaraqalpaq|қорақалпоқ|каракалпакский|karakalpak|kaa",
    "kaz": "qozoq|qozoqcha|qozoq tili|қозоқ|қозоқча|казахский|kazakh|kaz|kk",
    "tgk": "tojik|tojikcha|tojik tili|тожик|тожикча|таджикский|tajik|tgk|tg",
    "kir": "qirgʻiz|qirgʻizcha|qirgʻiz tili|қирғиз|киргизский|kyrgyz|kir|ky",
    "tuk": "turkman|turkmancha|turkman tili|туркман|туркменский|turkmen|tuk|tk",
    "tur": "turk|turkcha|turk tili|турк|туркча|турецкий|turkish|tur|tr",
    "ger": "nemis|nemischa|nemis tili|немис|немисча|немецкий|german|ger|deu|de",
    "fre": "fransuz|fransuzcha|fransuz tili|француз|французский|french|fre|fra|fr",
    "ara": "arab|arabcha|arab tili|араб|арабча|арабский|arabic|ara|ar",
    "per": "fors|forscha|fors tili|форс|форсча|персидский|фарси|persian|per|fas|fa",
    "kor": "koreys|koreyscha|koreys tili|корейс|корейский|korean|kor|ko",
    "chi": "xitoy|xitoycha|xitoy tili|хитой|китайский|chinese|chi|zho|zh",
    "tat": "tatar|tatarcha|tatar tili|татар|татарский|tat|tt",
    "spa": "ispan|ispancha|ispan tili|испан|испанский|spanish|spa|es",
    "jpn": "yapon|yaponcha|yapon tili|япон|японский|japanese|jpn|ja",
}  # fmt: skip

_MARKS = re.compile("['`´‘’ʻʼʽ‛′]")
_SIGNS = re.compile(r"[\s_:;,\"«»“”!?*]+")


def plain(header: object) -> str:
    """A header word in the one form in which headers are compared."""
    text = unicodedata.normalize("NFKC", str(header)).casefold().replace("ё", "е")
    return _SIGNS.sub(" ", _MARKS.sub("", text)).strip(" .")


def _index(lists: dict[str, str]) -> dict[str, str]:
    return {plain(word): target for target, words in lists.items() for word in words.split("|")}


_BY_HEADER = _index(HEADERS)
_BY_LANGUAGE = _index(_LANGUAGES)
_TARGET = re.compile(r"\d{3}(\$[a-z0-9])?\Z")


def meaning(header: object) -> str | None:
    """The target of a header cell; ``None`` when the words are unknown."""
    words = plain(header)
    if not words:
        return None
    found = _BY_HEADER.get(words)
    if found is None:
        # «Narxi (soʻm)», «Soni, dona», «Muallif / Автор»: the first part says it.
        for part in re.split(r"\s*[(/,|\n]\s*", str(header)):
            found = _BY_HEADER.get(plain(part))
            if found is not None:
                break
    return found


def language_code(text: str) -> str:
    """The MARC code of a language named in words; empty when unknown."""
    words = plain(text)
    return _BY_LANGUAGE.get(words) or _BY_LANGUAGE.get(re.split(r"[ ,/;-]", words)[0] if words else "", "")


def is_target(target: str) -> bool:
    """Whether a mapping may name this target."""
    return target in (AUTHOR, LANGUAGE, COUNT, GRADE, IGNORED) or bool(_TARGET.match(target))
