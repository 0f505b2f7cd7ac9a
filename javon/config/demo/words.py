"""The words from which the demo's ordinary books are made: textbooks, handbooks, popular science, stories.

All of it invented for this project; no list of any other project is copied. A topic row is
``topic | of the topic, as a title begins | UDC | BBK | audience | subject heading``.
"""

from __future__ import annotations

SURNAMES = """
Abdullayev Abdurahmonov Ahmedov Aliyev Asqarov Azimov Boboyev Botirov Davronov Egamberdiyev Ergashev Eshmatov
Fayziyev Gʻaniyev Gʻulomov Hakimov Hamroyev Hasanov Holiqov Ibrohimov Ismoilov Joʻrayev Jalilov Karimov Komilov
Mahkamov Mahmudov Mamatov Mirzayev Muminov Nazarov Nematov Normatov Nurmatov Olimov Ortiqov Oʻrinov Oʻtkirov
Qahhorov Qodirov Qosimov Rahimov Rahmonov Rasulov Roʻziyev Sadirov Saidov Salimov Sattorov Shodiyev Shukurov Sobirov
Sodiqov Sultonov Tillayev Toʻrayev Tohirov Toshmatov Turgʻunov Tursunov Umarov Usmonov Valiyev Vohidov Xolmatov
Xudoyberdiyev Yoʻldoshev Yuldashev Yusupov Yoqubov Zokirov Zohidov Choriyev Chorshanbiyev Shermatov Sharipov
""".split()

MEN = """
Abdulaziz Akmal Alisher Anvar Asadbek Aziz Bahodir Bekzod Botir Davron Dilshod Elyor Erkin Farhod Gʻayrat Hamid Ikrom
Ilhom Islom Jahongir Jamshid Javlon Kamol Karim Laziz Mansur Mirzohid Murod Nodir Odil Olim Otabek Ravshan Rustam
Sanjar Sardor Sherzod Shuhrat Tohir Ulugʻbek Umid Xurshid Yusuf Zafar Ziyod Oʻktam Shavkat Choʻlibek
""".split()

WOMEN = """
Aziza Barno Charos Dildora Dilbar Dilnoza Feruza Gavhar Gulnora Gulchehra Hilola Iroda Kamola Lola Madina Mahliyo
Malika Maftuna Mohira Munisa Nargiza Nasiba Nigora Nilufar Nodira Oydin Oygul Ozoda Ranoxon Saodat Sevara Shahnoza
Shoira Umida Xurshida Yulduz Zarina Zebo Zilola Zulayho
""".split()

PUBLISHERS = [
    ("Sharq", 9), ("Oʻqituvchi", 9), ("Gʻafur Gʻulom nomidagi nashriyot", 8), ("Oʻzbekiston", 7), ("Yangi asr avlodi", 8),
    ("Akademnashr", 6), ("Maʼnaviyat", 5), ("Fan", 5), ("Choʻlpon", 5), ("Oʻzbekiston Milliy ensiklopediyasi", 3),
    ("Adabiyot uchqunlari", 4), ("Ziyo nashr", 3), ("Mehnat", 3), ("Andijon nashriyoti", 2),
]  # fmt: skip

TOPICS = """
matematika|Matematika|51|22.1|teens|Matematika
algebra|Algebra|512|22.14|teens|Algebra
geometriya|Geometriya|514|22.15|teens|Geometriya
fizika|Fizika|53|22.3|teens|Fizika
kimyo|Kimyo|54|24|teens|Kimyo
biologiya|Biologiya|57|28.0|teens|Biologiya
botanika|Botanika|58|28.5|teens|Botanika
zoologiya|Zoologiya|59|28.6|teens|Zoologiya
astronomiya|Astronomiya|52|22.6|teens|Astronomiya
geografiya|Geografiya|91|26.8|teens|Geografiya
informatika|Informatika|004|32.97|teens|Informatika
ona tili|Ona tili|811.512.133|81.2Oʻzb|teens|Oʻzbek tili
adabiyot|Adabiyot|82|83.3|teens|Adabiyot
ingliz tili|Ingliz tili|811.111|81.2Ingl|teens|Ingliz tili
rus tili|Rus tili|811.161.1|81.2Rus|teens|Rus tili
jahon tarixi|Jahon tarixi|94(100)|63.3(0)|teens|Jahon tarixi
huquq|Huquq|34|67|adults|Huquq
iqtisodiyot|Iqtisodiyot|33|65|adults|Iqtisodiyot
psixologiya|Psixologiya|159.9|88|adults|Psixologiya
pedagogika|Pedagogika|37|74|adults|Pedagogika
falsafa|Falsafa|1|87|adults|Falsafa
ekologiya|Ekologiya|502|20.1|teens|Ekologiya
tibbiyot|Tibbiyot|61|5|adults|Tibbiyot
musiqa|Musiqa|78|85.3|teens|Musiqa
tasviriy sanʼat|Tasviriy sanʼat|75|85.1|teens|Tasviriy sanʼat
sport|Sport|796|75|teens|Sport
kutubxonachilik|Kutubxonachilik|02|78.3|adults|Kutubxona ishi
""".strip().splitlines()

CRAFTS = """
paxta|Paxtachilik|633.5|42.16|Qishloq xoʻjaligi
bugʻdoy|Gʻallachilik|633.1|42.1|Qishloq xoʻjaligi
uzum|Uzumchilik|634.8|42.36|Uzumchilik
bogʻ|Bogʻdorchilik|634|42.3|Bogʻdorchilik
sabzavot|Sabzavotchilik|635|42.34|Sabzavotchilik
issiqxona|Issiqxona xoʻjaligi|635|42.34|Issiqxona
ipak qurti|Ipakchilik|638.2|46.9|Ipakchilik
asalari|Asalarichilik|638.1|46.9|Asalarichilik
parranda|Parrandachilik|636.5|46.8|Parrandachilik
chorva|Chorvachilik|636|46|Chorvachilik
baliq|Baliqchilik|639.3|47.2|Baliqchilik
gul|Gulchilik|635.9|42.37|Gulchilik
tikuvchilik|Tikuvchilik|687|37.24|Hunarmandchilik
kashtachilik|Kashtachilik|746|37.24|Hunarmandchilik
kulolchilik|Kulolchilik|738|85.12|Hunarmandchilik
yogʻoch oʻymakorligi|Yogʻoch oʻymakorligi|736|85.12|Hunarmandchilik
pazandalik|Pazandalik|641.5|36.99|Pazandalik
qurilish|Qurilish|69|38|Qurilish
avtomobil|Avtomobilsozlik|629.3|39.33|Avtomobillar
elektr|Elektr ishlari|621.3|31.2|Elektrotexnika
""".strip().splitlines()

CRAFT_TITLES = (
    "{C} asoslari", "{C} boʻyicha amaliy maslahatlar", "{C}dan saboqlar", "{C} mutaxassisi qoʻllanmasi",
    "{C} tarixi va buguni", "Zamonaviy {c}", "Uy sharoitida {c}", "{C}: savol va javoblar", "Yosh mutaxassisga: {c}",
)  # fmt: skip

PLACES = """
Andijon Asaka Baliqchi Boʻston Buloqboshi Izboskan Jalaquduq Marhamat Oltinkoʻl Paxtaobod Qoʻrgʻontepa Shahrixon
Ulugʻnor Xoʻjaobod Xonobod Toshkent Samarqand Buxoro Xiva Qoʻqon Margʻilon Namangan Termiz Shahrisabz Qarshi Nukus
""".split()

PLACE_TITLES = (
    ("{P} tarixidan lavhalar", "94(575.1)", "63.3(5Oʻ)", "Oʻlkashunoslik"),
    ("{P}: kecha va bugun", "908(575.1)", "26.89(5Oʻ)", "Oʻlkashunoslik"),
    ("{P} hunarmandlari", "745(575.1)", "85.12(5Oʻ)", "Hunarmandchilik"),
    ("{P} shoirlari", "821.512.133-1", "84(5Oʻ)6", "Sheʼriyat"),
    ("{P} rivoyatlari", "398.2(575.1)", "82.3(5Oʻ)", "Xalq ogʻzaki ijodi"),
    ("{P} tabiati", "502(575.1)", "28.08", "Tabiat"),
    ("{P} meʼmoriy yodgorliklari", "72(575.1)", "85.11(5Oʻ)", "Meʼmorchilik"),
    ("{P} yoʻllarida", "910.4(575.1)", "26.89(5Oʻ)", "Sayohat"),
)

# Two halves of an invented story's name: each pair reads as a title of its own.
FIRST_HALVES = """
Oq|Sokin|Uzoq|Koʻhna|Yorugʻ|Soʻnggi|Birinchi|Oltin|Kumush|Sirli|Moviy|Yashil|Qizgʻish|Iliq|Sogʻinchli|Adashgan|
Kutilgan|Unutilgan|Yolgʻiz|Qaytgan
""".replace("\n", "").split("|")
SECOND_HALVES = """
bekat|daryo|bogʻ|tong|oqshom|yoʻl|darcha|xat|qoʻshiq|bahor|kuz|tomchi|karvon|hovli|koʻprik|yulduz|sohil|choʻl|tegirmon|
chinor|turnalar|qaldirgʻoch|kapalaklar|izlar|soyalar|qoʻngʻiroq|chiroq|deraza|ostona|tepalik
""".replace("\n", "").split("|")
GENRES = (
    ("hikoyalar", "821.512.133-32", 5),
    ("qissa", "821.512.133-32", 4),
    ("roman", "821.512.133-31", 3),
    ("sheʼrlar", "821.512.133-1", 4),
)

CHILD_HEROES = """
Quyoncha|Ayiqcha|Tulkivoy|Olmaxon|Kirpivoy|Toshbaqa|Sichqonvoy|Laylakcha|Qoʻzichoq|Toychoq|Buzoqcha|Kuchukcha|Mushukvoy|
Chumoli|Asalaricha|Chigirtka|Ninachi|Baqaloq|Oʻrdakcha|Xoʻrozvoy|Fil bolasi|Boʻrivoy|Jirafacha|Pingvin
""".replace("\n", "").split("|")
CHILD_TITLES = (
    "{H} maktabga boradi", "{H}ning tugʻilgan kuni", "{H} va sehrli sandiq", "{H} doʻst izlaydi", "{H} va birinchi qor",
    "{H} nega kuldi", "{H}ning sayohati", "{H} sanashni oʻrganadi", "{H} va yulduzcha", "{H} qoʻrqoq emas",
    "{H} haqida ertak", "{H} va rangli qalamlar",
)  # fmt: skip
CHILD_TILES = {  # the tile of the children's shelf that a hero's book belongs to
    "maktabga": "Maktab", "qor": "Tabiat", "yulduzcha": "Koinot", "kuldi": "Kulgili", "sehrli": "Sehrgarlar", "qoʻrqoq": "Qoʻrqinchli",
}  # fmt: skip
CHILD_SCIENCE = """
Koinotga sayohat|52|22.6|Koinot
Sayyoralar oilasi|52|22.6|Koinot
Dinozavrlar yurtida|56|28.1|Hayvonlar
Dengiz ostida nimalar bor|59|28.6|Hayvonlar
Qushlar nega sayraydi|598.2|28.69|Hayvonlar
Oʻrmon sirlari|502|28.08|Tabiat
Daraxtlar qanday oʻsadi|58|28.5|Tabiat
Mashinalar olami|629|39|Mashinalar
Samolyot nega uchadi|629.7|39.5|Mashinalar
Poyezdlar tarixi|629.4|39.2|Mashinalar
Bolalar uchun futbol|796.3|75.5|Sport
Shaxmat saboqlari|794.1|75.5|Sport
Yosh kurashchi|796.8|75.7|Sport
Qadimgi shaharlar sirlari|94|63.3|Tarix
Bobolarimiz qahramonligi|94(575.1)|63.3(5Oʻ)|Qahramonlar
Botirlar haqida hikoyalar|398.2|82.3(5Oʻ)|Qahramonlar
Sheʼr yodlaymiz|821.512.133-93|84(5Oʻ)6|Sheʼr
Alifbo bayrami|372|74.1|Sheʼr
Kulgili hikoyalar|821.512.133-93|84(5Oʻ)6|Kulgili
Qorongʻidan qoʻrqmayman|821.512.133-93|84(5Oʻ)6|Qoʻrqinchli
Sehrgarlar maktabi|821.512.133-93|84(5Oʻ)6|Sehrgarlar
Qor malikasi izidan|821.512.133-93|84(5Oʻ)6|Ertaklar
""".strip().splitlines()

RUSSIAN_TOPICS = """
Физика|53|22.3|Физика
Химия|54|24|Химия
Математика|51|22.1|Математика
История Узбекистана|94(575.1)|63.3(5Узб)|История Узбекистана
Русский язык|811.161.1|81.2Рус|Русский язык
Биология|57|28|Биология
Садоводство|634|42.3|Садоводство
Виноградарство|634.8|42.36|Виноградарство
Хлопководство|633.5|42.16|Хлопководство
Ветеринария|619|48|Ветеринария
Электротехника|621.3|31.2|Электротехника
Педагогика|37|74|Педагогика
Психология|159.9|88|Психология
Экономика|33|65|Экономика
""".strip().splitlines()
RUSSIAN_TITLES = (
    "{T}: учебник",
    "{T} для всех",
    "Основы дисциплины. {T}",
    "{T}: справочник",
    "{T}. Задачи и упражнения",
    "Занимательные рассказы. {T}",
)
RUSSIAN_NAMES = (
    "Иванов, Сергей Петрович", "Кузнецова, Ольга Ивановна", "Васильев, Дмитрий Олегович", "Попова, Елена Юрьевна",
    "Соколов, Игорь Борисович", "Ким, Виктор Алексеевич", "Ахмедов, Рустам Каримович", "Новикова, Анна Львовна",
)  # fmt: skip
