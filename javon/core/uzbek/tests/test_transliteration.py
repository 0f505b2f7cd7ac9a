"""Both alphabets and the reformed one: tables that a librarian can read, then laws for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.core.uzbek import from_latin_2026, to_cyrillic, to_latin, to_latin_2026, translate_po
from javon.core.uzbek.exceptions import read_pairs, read_words

HERE = Path(__file__).parent
DICTIONARY = (HERE / "dictionary.txt").read_text("utf-8").split()
INTERFACE = [
    tuple(line.split("\t"))
    for line in (HERE / "interface.tsv").read_text("utf-8").splitlines()
    if line[0] != "#"
]

VECTORS = [
    ("Қўрғонтепа тумани", "Qoʻrgʻontepa tumani"),
    ("китобхон формуляри", "kitobxon formulyari"),
    ("маънавий-маърифий тадбир", "maʼnaviy-maʼrifiy tadbir"),
    ("Ҳисобдан чиқариш", "Hisobdan chiqarish"),
    ("мўъжиза", "moʻjiza"),
    ("объект, субъект", "obyekt, subyekt"),
    ("лицей, цирк, акция", "litsey, sirk, aksiya"),
    ("каталогизация", "katalogizatsiya"),
    ("октябрь, сентябрь, июнь", "oktabr, sentabr, iyun"),
    ("Исҳоқ, мусҳаф", "Isʼhoq, musʼhaf"),
    ("эълон, элчи, поэма", "eʼlon, elchi, poema"),
    ("ер, поезд, оила, аёл", "yer, poyezd, oila, ayol"),
    ("Юлдуз, яйлов, ёш", "Yulduz, yaylov, yosh"),
    ("шаҳар, Шаҳар, ШАҲАР", "shahar, Shahar, SHAHAR"),
    ("чўл, Чўл", "choʻl, Choʻl"),
    ("район, йод, йогурт", "rayon, yod, yogurt"),
    ("энциклопедия", "ensiklopediya"),
    ("концерт, конференция, функция", "konsert, konferensiya, funksiya"),
    ("сўм, ғоя, ўғли", "soʻm, gʻoya, oʻgʻli"),
    ("масъул, санъат, суръат", "masʼul, sanʼat, surʼat"),
]


@pytest.mark.parametrize(("cyrillic", "latin"), VECTORS)
def test_the_dossier_vectors_hold_both_ways(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("мўътадил", "moʻtadil"),
        ("съезд", "syezd"),
        ("бульон, медальон", "bulyon, medalyon"),
        ("конвейер, фойе", "konveyer, foye"),
        ("конституция, классификация", "konstitutsiya, klassifikatsiya"),
        ("АҚШ", "AQSH"),
        ("Ш. Рашидов", "Sh. Rashidov"),
        ("маъюс", "maʼyus"),
        ("Қуръон", "Qurʼon"),
        ("цивилизация", "sivilizatsiya"),
    ],
)
def test_cyrillic_is_written_in_latin_by_context(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Yo'q", "Йўқ"),
        ("yoʻriqnoma", "йўриқнома"),
        ("Yoʻldosheva", "Йўлдошева"),
        ("YOʻLDOSHEVA", "ЙЎЛДОШЕВА"),
        ("otsa, ketsa", "отса, кетса"),
        ("sirka va sirk", "сирка ва цирк"),
        ("XX asr, IV bob", "XX аср, IV боб"),
        ("X. Nuraliyeva", "Х. Нуралиева"),
        ("ISBN boʻyicha, QRni, PDF-fayl", "ISBN бўйича, QRни, PDF-файл"),
        ("AKM, BMT, JSHSHIR", "АКМ, БМТ, ЖШШИР"),
        ("Microsoft, Wi-Fi, e-mail", "Microsoft, Wi-Fi, e-mail"),
        ("www.natlib.uz sayti, info@natlib.uz", "www.natlib.uz сайти, info@natlib.uz"),
        ("AA1234567", "AA1234567"),
        ("Ötkan kün", "Ўткан kün"),
        ("1-yanvardan, oktabrda, medallar", "1\u00a0январдан, октябрда, медаллар"),
        ("pensiya va stansiya", "пенсия ва станция"),
        ("2026-yil 23-noyabr", "2026\u00a0йил 23\u00a0ноябрь"),
        ("2022-yilgi 5-mayda, 9-sinf", "2022\u00a0йилги 5\u00a0майда, 9-синф"),
        ("8-«V», 9-V, X asr, «V» jild", "8-«В», 9-В, X аср, «V» жилд"),
        ("Kitob «Javon»da", "Китоб «Жавон»да"),
        ("SHOʻRVA Choy CHOY", "ШЎРВА Чой ЧОЙ"),
    ],
)
def test_latin_is_written_in_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(("latin", "cyrillic"), INTERFACE)
def test_the_interface_table_comes_out_in_cyrillic(latin: str, cyrillic: str) -> None:
    assert translate_po(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Saqlandi: %(title)s, %(n)d ta", "Сақланди: %(title)s, %(n)d та"),
        ("%s ochilmadi", "%s очилмади"),
        ("%(year)s-yil davomida", "%(year)s\u00a0йил давомида"),
        ("{{ nomi }} topildi {nomi}", "{{ nomi }} топилди {nomi}"),
        ('<a href="/yordam/">Yordam</a> &nbsp; matni', '<a href="/yordam/">Ёрдам</a> &nbsp; матни'),
        ("<code>javon backup</code> buyrugʻi", "<code>javon backup</code> буйруғи"),
        ("`javon serve` ishga tushiradi", "`javon serve` ишга туширади"),
        ("kitoblar.mrc va *.csv fayllari", "kitoblar.mrc ва *.csv файллари"),
        ("JAVON_HOME papkasi, --dry-run bilan", "JAVON_HOME папкаси, --dry-run билан"),
        ("Javon ishlayapti", "Жавон ишлаяпти"),
        ("Ctrl+S bosing", "Ctrl+S босинг"),
    ],
)
def test_what_programs_read_in_a_string_stays(latin: str, cyrillic: str) -> None:
    assert translate_po(latin) == cyrillic


@pytest.mark.parametrize("word", DICTIONARY)
def test_a_dictionary_word_survives_cyrillic_and_back(word: str) -> None:
    assert to_latin(to_cyrillic(word)) == word


@pytest.mark.parametrize("word", DICTIONARY)
def test_a_dictionary_word_survives_the_reformed_alphabet_and_back(word: str) -> None:
    assert from_latin_2026(to_latin_2026(word)) == word


def test_the_reformed_alphabet_keeps_capitals() -> None:
    assert to_latin_2026("Shahar SHAHAR Oʻgʻil Чўл") == "Şahar ŞAHAR Öğil Çöl"
    assert from_latin_2026("Şahar ŞAHAR Õğil Çŏl Ishoq") == "Shahar SHAHAR Oʻgʻil Choʻl Isʼhoq"


@pytest.mark.parametrize("name", ["latin_to_cyrillic.tsv", "cyrillic_to_latin.tsv", "aliases.tsv"])
def test_the_lists_that_people_correct_can_be_read_and_hold_no_pattern_twice(name: str) -> None:
    patterns = [pattern for pattern, _written in read_pairs(name)]
    assert sorted(set(patterns)) == sorted(patterns)
    assert read_words("latin_words.tsv")


@given(st.text(max_size=60))
def test_any_text_can_be_transliterated(text: str) -> None:
    assert isinstance(to_latin(text), str)
    assert isinstance(to_cyrillic(text), str)
    assert isinstance(translate_po(text), str)
    assert isinstance(to_latin_2026(text), str)
    assert isinstance(from_latin_2026(text), str)


@given(st.lists(st.sampled_from(DICTIONARY), min_size=1, max_size=8))
def test_words_in_a_row_survive_cyrillic_and_back(words: list[str]) -> None:
    text = " ".join(words)
    assert to_latin(to_cyrillic(text)) == text
