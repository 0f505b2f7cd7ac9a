"""Well-known books as the demo library holds them: what anyone in Uzbekistan looks for first.

Titles, authors and their years are public facts; publishers and years of the editions are plausible, not cited.
One row: title | heading | years of life | genre | audience | UDC | BBK | pages | first edition here | annotation.
Every row becomes two or three editions, in Latin and in Cyrillic script.
"""

from __future__ import annotations

UZBEK = """
Oʻtkan kunlar|Qodiriy, Abdulla|1894–1938|roman|adults|821.512.133-31|84(5Oʻ)6|384|2018|Oʻzbek adabiyotidagi ilk roman. Otabek va Kumush muhabbati, oʻn toʻqqizinchi asr Toshkenti va Margʻiloni.
Mehrobdan chayon|Qodiriy, Abdulla|1894–1938|roman|adults|821.512.133-31|84(5Oʻ)6|288|2019|Anvar va Raʼno qissasi, Qoʻqon xonligining soʻnggi yillari.
Obid ketmon|Qodiriy, Abdulla|1894–1938|qissa|adults|821.512.133-32|84(5Oʻ)6|176|2009|Qishloq hayoti va mehnat haqida qissa.
Kecha va kunduz|Choʻlpon, Abdulhamid|1897–1938|roman|adults|821.512.133-31|84(5Oʻ)6|288|2014|Yigirmanchi asr boshidagi Turkiston hayoti, Zebi taqdiri.
Bahorni sogʻindim|Choʻlpon, Abdulhamid|1897–1938|sheʼrlar|adults|821.512.133-1|84(5Oʻ)6|160|2016|Shoirning saralangan sheʼrlari.
Sarob|Qahhor, Abdulla|1907–1968|roman|adults|821.512.133-31|84(5Oʻ)6|320|2012|Saidiy taqdiri orqali davr fojiasini koʻrsatgan roman.
Oʻtmishdan ertaklar|Qahhor, Abdulla|1907–1968|qissa|teens|821.512.133-32|84(5Oʻ)6|208|2015|Yozuvchining bolalik xotiralari asosidagi qissa.
Sinchalak|Qahhor, Abdulla|1907–1968|qissa|adults|821.512.133-32|84(5Oʻ)6|176|2010|Jamoa xoʻjaligidagi qizning jasorati haqida.
Navoiy|Oybek|1905–1968|roman|adults|821.512.133-31|84(5Oʻ)6|464|2017|Alisher Navoiy hayoti va davri haqida tarixiy roman.
Qutlugʻ qon|Oybek|1905–1968|roman|adults|821.512.133-31|84(5Oʻ)6|352|2013|Yoʻlchi taqdiri va 1916-yil voqealari.
Bolalik|Oybek|1905–1968|qissa|teens|821.512.133-32|84(5Oʻ)6|256|2011|Eski Toshkentda oʻtgan bolalik.
Shum bola|Gʻafur Gʻulom|1903–1966|qissa|children|821.512.133-93|84(5Oʻ)6|208|2020|Yetim bolaning sarguzashtlari: kulgili va iztirobli qissa.
Yodgor|Gʻafur Gʻulom|1903–1966|qissa|adults|821.512.133-32|84(5Oʻ)6|128|2012|Mehr va insoniylik haqida qissa.
Vaqt|Gʻafur Gʻulom|1903–1966|sheʼrlar|adults|821.512.133-1|84(5Oʻ)6|192|2013|Saralangan sheʼrlar.
Yulduzli tunlar|Qodirov, Pirimqul|1928–2010|roman|adults|821.512.133-31|84(5Oʻ)6|544|2018|Zahiriddin Muhammad Bobur haqida tarixiy roman.
Avlodlar dovoni|Qodirov, Pirimqul|1928–2010|roman|adults|821.512.133-31|84(5Oʻ)6|448|2016|Humoyun va Akbar davri haqida tarixiy roman.
Ona lochin vidosi|Qodirov, Pirimqul|1928–2010|roman|adults|821.512.133-31|84(5Oʻ)6|400|2011|Gavharshod begim haqida tarixiy roman.
Ulugʻbek xazinasi|Yoqubov, Odil|1926–2009|roman|adults|821.512.133-31|84(5Oʻ)6|352|2015|Mirzo Ulugʻbekning soʻnggi kunlari va kutubxonasi taqdiri.
Koʻhna dunyo|Yoqubov, Odil|1926–2009|roman|adults|821.512.133-31|84(5Oʻ)6|416|2014|Beruniy va Ibn Sino davri haqida.
Diyonat|Yoqubov, Odil|1926–2009|roman|adults|821.512.133-31|84(5Oʻ)6|320|2009|Halollik va vijdon haqida roman.
Ufq|Said Ahmad|1920–2007|roman|adults|821.512.133-31|84(5Oʻ)6|640|2019|Uch qismdan iborat roman: urush va fidoyilik yillari.
Jimjitlik|Said Ahmad|1920–2007|roman|adults|821.512.133-31|84(5Oʻ)6|288|2008|Odamlar orasidagi munosabatlar haqida roman.
Kelinlar qoʻzgʻoloni|Said Ahmad|1920–2007|komediya|adults|821.512.133-2|84(5Oʻ)6|96|2010|Ikki qismli komediya.
Ikki eshik orasi|Hoshimov, Oʻtkir|1941–2013|roman|adults|821.512.133-31|84(5Oʻ)6|560|2017|Urush yillari va undan keyingi taqdirlar haqida roman.
Dunyoning ishlari|Hoshimov, Oʻtkir|1941–2013|qissa|teens|821.512.133-32|84(5Oʻ)6|224|2020|Ona haqidagi qissa va hikoyalar.
Daftar hoshiyasidagi bitiklar|Hoshimov, Oʻtkir|1941–2013|bitiklar|adults|821.512.133-3|84(5Oʻ)6|304|2016|Hayot, adabiyot va odamlar haqidagi oʻylar.
Nur borki, soya bor|Hoshimov, Oʻtkir|1941–2013|roman|adults|821.512.133-31|84(5Oʻ)6|304|2012|Jurnalist taqdiri haqida roman.
Sariq devni minib|Toʻxtaboyev, Xudoyberdi|1932–2021|roman|children|821.512.133-93|84(5Oʻ)6|272|2019|Hoshimjonning sehrli qalpoqchasi va sarguzashtlari.
Sariq devning oʻlimi|Toʻxtaboyev, Xudoyberdi|1932–2021|roman|children|821.512.133-93|84(5Oʻ)6|304|2018|Hoshimjon sarguzashtlarining davomi.
Besh bolali yigitcha|Toʻxtaboyev, Xudoyberdi|1932–2021|roman|teens|821.512.133-93|84(5Oʻ)6|288|2015|Urush yillarida ukalariga ota boʻlgan oʻsmir haqida.
Shirin qovunlar mamlakati|Toʻxtaboyev, Xudoyberdi|1932–2021|roman|children|821.512.133-93|84(5Oʻ)6|256|2013|Sehrgarlar va qovunlar mamlakatiga sayohat.
Shaytanat|Malik, Tohir|1946–2019|roman|adults|821.512.133-31|84(5Oʻ)6|480|2017|Jinoyat olami haqida roman, birinchi kitob.
Alvido, bolalik|Malik, Tohir|1946–2019|qissa|teens|821.512.133-32|84(5Oʻ)6|208|2016|Adashgan oʻsmirlar haqida qissa.
Odamiylik mulki|Malik, Tohir|1946–2019|maqolalar|adults|17|87.7|336|2014|Axloq va tarbiya haqida suhbatlar.
Otamdan qolgan dalalar|Murod, Togʻay|1948–2003|roman|adults|821.512.133-31|84(5Oʻ)6|256|2015|Surxon dehqonining uch avlodi haqida.
Yulduzlar mangu yonadi|Murod, Togʻay|1948–2003|qissa|adults|821.512.133-32|84(5Oʻ)6|144|2010|Boʻri polvon va kurash haqida qissa.
Ot kishnagan oqshom|Murod, Togʻay|1948–2003|qissa|adults|821.512.133-32|84(5Oʻ)6|128|2011|Chavandoz va uning Tarloni haqida.
Bir koʻrgan tanish|Xolmirzayev, Shukur|1940–2005|hikoyalar|adults|821.512.133-32|84(5Oʻ)6|224|2009|Saralangan hikoyalar.
Lolazor|Murod Muhammad Doʻst|1949–|roman|adults|821.512.133-31|84(5Oʻ)6|400|2012|Ikki doʻst va bir davr haqida roman.
Oq kema|Aytmatov, Chingiz|1928–2008|qissa|teens|821.512.154-32|84(5Qir)|176|2016|Bola, bobo va shoxdor ona bugʻu haqidagi qissa.
Jamila|Aytmatov, Chingiz|1928–2008|qissa|adults|821.512.154-32|84(5Qir)|96|2014|Urush yillaridagi muhabbat qissasi.
Asrni qaritgan kun|Aytmatov, Chingiz|1928–2008|roman|adults|821.512.154-31|84(5Qir)|416|2013|Boʻronli bekati, Naymanona va manqurt rivoyati.
Birinchi muallim|Aytmatov, Chingiz|1928–2008|qissa|teens|821.512.154-32|84(5Qir)|112|2017|Oltinoy va uning muallimi Duyshen haqida.
Boburnoma|Bobur, Zahiriddin Muhammad|1483–1530|memuar|adults|821.512.133-94|84(5Oʻ)5|368|2018|Bobur hayoti, yurishlari va koʻrgan yurtlari.
Gʻazallar va ruboiylar|Bobur, Zahiriddin Muhammad|1483–1530|sheʼrlar|adults|821.512.133-1|84(5Oʻ)5|160|2014|Saralangan gʻazal va ruboiylar.
Hayrat ul-abror|Navoiy, Alisher|1441–1501|doston|adults|821.512.133-13|84(5Oʻ)5|352|2016|«Xamsa»ning birinchi dostoni.
Farhod va Shirin|Navoiy, Alisher|1441–1501|doston|adults|821.512.133-13|84(5Oʻ)5|400|2015|«Xamsa»ning ikkinchi dostoni.
Layli va Majnun|Navoiy, Alisher|1441–1501|doston|adults|821.512.133-13|84(5Oʻ)5|304|2015|«Xamsa»ning uchinchi dostoni.
Sabʼai sayyor|Navoiy, Alisher|1441–1501|doston|adults|821.512.133-13|84(5Oʻ)5|368|2013|«Xamsa»ning toʻrtinchi dostoni.
Saddi Iskandariy|Navoiy, Alisher|1441–1501|doston|adults|821.512.133-13|84(5Oʻ)5|432|2013|«Xamsa»ning beshinchi dostoni.
Lison ut-tayr|Navoiy, Alisher|1441–1501|doston|adults|821.512.133-13|84(5Oʻ)5|288|2011|Qushlar tilidan soʻzlangan falsafiy doston.
Mahbub ul-qulub|Navoiy, Alisher|1441–1501|nasr|adults|821.512.133-3|84(5Oʻ)5|192|2012|Jamiyat toifalari va axloq haqida.
Muhokamat ul-lugʻatayn|Navoiy, Alisher|1441–1501|risola|adults|811.512.133|81.2Oʻzb|112|2010|Turkiy va forsiy tillar muhokamasi.
Devoni Fuzuliy|Fuzuliy, Muhammad|1494–1556|sheʼrlar|adults|821.512.162-1|84(5)|240|2009|Gʻazallar.
Mehr koʻzda|Mashrab, Boborahim|1640–1711|sheʼrlar|adults|821.512.133-1|84(5Oʻ)5|192|2011|Gʻazallar va mustazodlar.
Riyoz ul-ushshoq|Ogahiy, Muhammad Rizo|1809–1874|sheʼrlar|adults|821.512.133-1|84(5Oʻ)5|256|2012|Tanlangan gʻazallar.
Ey sarvi ravon|Nodira, Mohlaroyim|1792–1842|sheʼrlar|adults|821.512.133-1|84(5Oʻ)5|176|2010|Gʻazallar.
Muhabbat taronasi|Furqat, Zokirjon|1859–1909|sheʼrlar|adults|821.512.133-1|84(5Oʻ)5|208|2009|Tanlangan asarlar.
Turkiy Guliston yoxud axloq|Avloniy, Abdulla|1878–1934|darslik|teens|17|87.7|128|2018|Axloq va odob haqida oʻgitlar.
Padarkush|Behbudiy, Mahmudxoʻja|1875–1919|drama|adults|821.512.133-2|84(5Oʻ)6|80|2010|Oʻzbek dramachiligining ilk asari.
Munozara|Fitrat, Abdurauf|1886–1938|publitsistika|adults|821.512.133-4|84(5Oʻ)6|96|2011|Maʼrifat haqida bahs.
Boy ila xizmatchi|Hamza Hakimzoda Niyoziy|1889–1929|drama|adults|821.512.133-2|84(5Oʻ)6|112|2009|Drama.
Zaynab va Omon|Hamid Olimjon|1909–1944|doston|adults|821.512.133-13|84(5Oʻ)6|144|2010|Muhabbat va erk haqidagi doston.
Semurgʻ yoki Parizod va Bunyod|Hamid Olimjon|1909–1944|ertak|children|821.512.133-93|84(5Oʻ)6|64|2016|Sheʼriy ertak.
Oygul bilan Baxtiyor|Hamid Olimjon|1909–1944|ertak|children|821.512.133-93|84(5Oʻ)6|64|2017|Sheʼriy ertak.
Bahor keldi seni soʻroqlab|Zulfiya|1915–1996|sheʼrlar|adults|821.512.133-1|84(5Oʻ)6|176|2015|Saralangan sheʼrlar.
Oʻzbegim|Vohidov, Erkin|1936–2016|sheʼrlar|adults|821.512.133-1|84(5Oʻ)6|208|2016|Saralangan sheʼrlar.
Soʻz latofati|Vohidov, Erkin|1936–2016|maqolalar|adults|811.512.133|81.2Oʻzb|224|2018|Ona tilimiz jozibasi haqida.
Inson|Vohidov, Erkin|1936–2016|sheʼrlar|adults|821.512.133-1|84(5Oʻ)6|192|2013|Sheʼrlar va dostonlar.
Yuzma-yuz|Oripov, Abdulla|1941–2016|sheʼrlar|adults|821.512.133-1|84(5Oʻ)6|224|2014|Saralangan sheʼrlar.
Ranjkom|Oripov, Abdulla|1941–2016|doston|adults|821.512.133-13|84(5Oʻ)6|96|2010|Doston.
Muqaddas ayol|Xudoyberdiyeva, Halima|1947–2018|sheʼrlar|adults|821.512.133-1|84(5Oʻ)6|160|2012|Sheʼrlar.
Xalq boʻl, elim|Muhammad Yusuf|1954–2001|sheʼrlar|adults|821.512.133-1|84(5Oʻ)6|208|2017|Sheʼrlar.
Ulugʻimsan, Vatanim|Muhammad Yusuf|1954–2001|sheʼrlar|teens|821.512.133-1|84(5Oʻ)6|176|2019|Sheʼrlar.
Alpomish||–|doston|adults|398.22(=512.133)|82.3(5Oʻ)|400|2016|Oʻzbek xalq qahramonlik dostoni.
Goʻroʻgʻlining tugʻilishi||–|doston|adults|398.22(=512.133)|82.3(5Oʻ)|224|2014|Oʻzbek xalq dostoni.
Ravshan||–|doston|teens|398.22(=512.133)|82.3(5Oʻ)|176|2012|Oʻzbek xalq dostoni.
Oʻzbek xalq ertaklari||–|ertaklar|children|398.21(=512.133)|82.3(5Oʻ)|320|2020|Hayvonlar haqida va sehrli ertaklar.
Susambil||–|ertaklar|children|398.21(=512.133)|82.3(5Oʻ)|64|2019|Hayvonlar doʻstligi haqidagi ertak.
Zumrad va Qimmat||–|ertaklar|children|398.21(=512.133)|82.3(5Oʻ)|32|2021|Mehnatsevar Zumrad va dangasa Qimmat haqidagi ertak.
Uch ogʻayni botirlar||–|ertaklar|children|398.21(=512.133)|82.3(5Oʻ)|48|2018|Uch aka-uka sarguzashti.
Nasriddin Afandi latifalari||–|latifalar|teens|398.23(=512.133)|82.3(5Oʻ)|240|2017|Xalq latifalari.
Oʻzbek xalq maqollari||–|maqollar|adults|398.9(=512.133)|82.3(5Oʻ)|512|2013|Maqollar toʻplami.
Quyonlar saltanati|Obidjon, Anvar|1947–2020|ertak|children|821.512.133-93|84(5Oʻ)6|96|2011|Kulgili ertak-qissa.
Juda qiziq voqea|Obidjon, Anvar|1947–2020|sheʼrlar|children|821.512.133-93|84(5Oʻ)6|80|2013|Bolalar uchun quvnoq sheʼrlar.
Oltin devor|Vohidov, Erkin|1936–2016|komediya|adults|821.512.133-2|84(5Oʻ)6|112|2009|Komediya.
Temur tuzuklari|Amir Temur|1336–1405|risola|adults|94(575.1)|63.3(5Oʻ)|184|2018|Davlatni boshqarish qoidalari.
Zafarnoma|Yazdiy, Sharafuddin Ali|–1454|tarix|adults|94(575.1)|63.3(5Oʻ)|520|2011|Amir Temur davri tarixi.
Qobusnoma|Kaykovus|1021–1098|oʻgitlar|adults|17|87.7|208|2016|Oʻgʻilga nasihatlar.
Qutadgʻu bilig|Yusuf Xos Hojib|1019–|doston|adults|821.512.1-13|84(5)|480|2014|Saodatga eltuvchi bilim.
Devonu lugʻotit turk|Koshgʻariy, Mahmud|1029–1101|lugʻat|adults|811.512.1|81.2|512|2017|Turkiy soʻzlar devoni.
Guliston|Saʼdiy Sheroziy|1203–1292|hikoyatlar|adults|821.222.1|84(5)|240|2013|Hikoyatlar va hikmatlar.
Tib qonunlari|Ibn Sino, Abu Ali|980–1037|risola|adults|61|5|608|2012|Tib ilmiga oid tanlangan boblar.
Qadimgi xalqlardan qolgan yodgorliklar|Beruniy, Abu Rayhon|973–1048|risola|adults|94(100)|63.3(0)|464|2010|Xalqlar taqvimi va urf-odatlari.
Al-jabr|Xorazmiy, Muhammad ibn Muso|783–850|risola|adults|51|22.1|160|2012|Algebra haqidagi ilk risola.
Ziji jadidi Koʻragoniy|Ulugʻbek, Mirzo|1394–1449|risola|adults|52|22.6|256|2014|Yulduzlar jadvali va astronomiya risolasi.
Oʻzbekiston tarixi||–|oʻquv qoʻllanma|adults|94(575.1)|63.3(5Oʻ)|368|2022|Eng qadimgi davrlardan bugungi kungacha.
Oʻzbekiston Milliy ensiklopediyasi||–|ensiklopediya|adults|030|92|704|2005|Oʻn ikki jildli ensiklopediya.
Bolalar ensiklopediyasi||–|ensiklopediya|children|030|92|416|2019|Koinot, tabiat, tarix va texnika haqida.
Oʻzbek tilining izohli lugʻati||–|lugʻat|adults|811.512.133|81.2Oʻzb|680|2008|Besh jildli izohli lugʻat.
Oʻzbek tilining imlo lugʻati||–|lugʻat|teens|811.512.133|81.2Oʻzb|528|2013|Toʻgʻri yozish uchun qoʻllanma.
Oʻzbekiston Respublikasining Konstitutsiyasi||–|qonun|adults|342|67|96|2023|Yangi tahrirdagi matn.
""".strip().splitlines()

TRANSLATED = """
Kichkina shahzoda|Sent-Ekzyuperi, Antuan de|1900–1944|ertak-qissa|children|821.133.1-93|84(4Fra)|112|2019|fre|Saint-Exupéry, Antoine de|Le petit prince|Kattalarga ham, bolalarga ham atalgan ertak-qissa.
Robinzon Kruzo|Defo, Daniel|1660–1731|roman|teens|821.111-31|84(4Vel)|304|2016|eng|Defoe, Daniel|Robinson Crusoe|Kimsasiz orolda oʻtgan yillar.
Gulliverning sayohatlari|Svift, Jonatan|1667–1745|roman|teens|821.111-31|84(4Vel)|288|2014|eng|Swift, Jonathan|Gulliver’s travels|Liliputlar va devlar yurtiga sayohat.
Tom Soyerning sarguzashtlari|Tven, Mark|1835–1910|roman|children|821.111(73)-93|84(7AQSh)|256|2018|eng|Twain, Mark|The adventures of Tom Sawyer|Shoʻx bolaning sarguzashtlari.
Martin Iden|London, Jek|1876–1916|roman|adults|821.111(73)-31|84(7AQSh)|416|2017|eng|London, Jack|Martin Eden|Oʻz kuchi bilan yozuvchi boʻlgan dengizchi.
Oq Soʻyloq|London, Jek|1876–1916|qissa|teens|821.111(73)-32|84(7AQSh)|240|2019|eng|London, Jack|White Fang|Boʻri bolasi va odamlar haqida.
Chol va dengiz|Heminguey, Ernest|1899–1961|qissa|adults|821.111(73)-32|84(7AQSh)|112|2015|eng|Hemingway, Ernest|The old man and the sea|Baliqchi cholning kurashi.
Romeo va Juletta|Shekspir, Uilyam|1564–1616|tragediya|adults|821.111-2|84(4Vel)|160|2013|eng|Shakespeare, William|Romeo and Juliet|Tragediya.
Hamlet|Shekspir, Uilyam|1564–1616|tragediya|adults|821.111-2|84(4Vel)|192|2016|eng|Shakespeare, William|Hamlet|Tragediya.
Faust|Gyote, Iogann Volfgang|1749–1832|tragediya|adults|821.112.2-2|84(4Gem)|480|2012|ger|Goethe, Johann Wolfgang von|Faust|Falsafiy tragediya.
Don Kixot|Servantes, Migel de|1547–1616|roman|adults|821.134.2-31|84(4Isp)|560|2015|spa|Cervantes Saavedra, Miguel de|Don Quijote|Gʻamgin qiyofali ritsar haqida.
Yolgʻizlikning yuz yili|Markes, Gabriel Garsia|1927–2014|roman|adults|821.134.2-31|84(7Kol)|448|2018|spa|García Márquez, Gabriel|Cien años de soledad|Buendia urugʻining yetti avlodi.
Alximik|Koelo, Paulo|1947–|roman|adults|821.134.3-31|84(7Bra)|176|2020|por|Coelho, Paulo|O alquimista|Oʻz taqdirini izlagan choʻpon yigit.
Uch mushketyor|Dyuma, Aleksandr|1802–1870|roman|teens|821.133.1-31|84(4Fra)|640|2017|fre|Dumas, Alexandre|Les trois mousquetaires|D’Artanyan va doʻstlari.
Kapitan Grant bolalari|Vern, Jyul|1828–1905|roman|teens|821.133.1-31|84(4Fra)|560|2015|fre|Verne, Jules|Les enfants du capitaine Grant|Yer sharini aylanib oʻtgan qidiruv.
Asr oshgan tilsim|Vern, Jyul|1828–1905|roman|teens|821.133.1-31|84(4Fra)|448|2011|fre|Verne, Jules|L’île mystérieuse|Orolga tushgan besh odam.
Pinokkioning sarguzashtlari|Kollodi, Karlo|1826–1890|ertak|children|821.131.1-93|84(4Ita)|176|2016|ita|Collodi, Carlo|Le avventure di Pinocchio|Yogʻoch bola haqidagi ertak.
Bremen sozandalari|Grimm, Yakob|1785–1863|ertaklar|children|821.112.2-93|84(4Gem)|96|2018|ger|Grimm, Jacob|Die Bremer Stadtmusikanten|Aka-uka Grimmlar ertaklari.
Bulbul|Andersen, Hans Xristian|1805–1875|ertaklar|children|821.113.4-93|84(4Dan)|128|2017|dan|Andersen, Hans Christian|Nattergalen|Saralangan ertaklar.
Karlson tomda yashaydi|Lindgren, Astrid|1907–2002|ertak-qissa|children|821.113.6-93|84(4Shv)|176|2020|swe|Lindgren, Astrid|Karlsson på taket|Parvona qanotli Karlson va Jajji.
Peppi Uzunpaypoq|Lindgren, Astrid|1907–2002|ertak-qissa|children|821.113.6-93|84(4Shv)|192|2021|swe|Lindgren, Astrid|Pippi Långstrump|Dunyodagi eng kuchli qizaloq.
Alisa moʻjizalar mamlakatida|Kerroll, Lyuis|1832–1898|ertak-qissa|children|821.111-93|84(4Vel)|160|2019|eng|Carroll, Lewis|Alice’s adventures in Wonderland|Quyon inidan boshlangan sayohat.
Garri Potter va falsafa toshi|Rouling, J. K.|1965–|roman|teens|821.111-93|84(4Vel)|320|2021|eng|Rowling, J. K.|Harry Potter and the philosopher’s stone|Sehrgarlar maktabidagi birinchi yil.
Sherlok Xolms sarguzashtlari|Doyl, Artur Konan|1859–1930|hikoyalar|teens|821.111-32|84(4Vel)|336|2018|eng|Doyle, Arthur Conan|The adventures of Sherlock Holmes|Mashhur izquvar haqida hikoyalar.
Jinoyat va jazo|Dostoyevskiy, Fyodor|1821–1881|roman|adults|821.161.1-31|84(2Ros)|560|2014|rus|Достоевский, Фёдор Михайлович|Преступление и наказание|Raskolnikov qissasi.
Anna Karenina|Tolstoy, Lev|1828–1910|roman|adults|821.161.1-31|84(2Ros)|720|2013|rus|Толстой, Лев Николаевич|Анна Каренина|Ikki jildli roman.
Kapitan qizi|Pushkin, Aleksandr|1799–1837|qissa|teens|821.161.1-32|84(2Ros)|160|2012|rus|Пушкин, Александр Сергеевич|Капитанская дочка|Tarixiy qissa.
Usta va Margarita|Bulgakov, Mixail|1891–1940|roman|adults|821.161.1-31|84(2Ros)|432|2019|rus|Булгаков, Михаил Афанасьевич|Мастер и Маргарита|Roman.
1984|Oruell, Jorj|1903–1950|roman|adults|821.111-31|84(4Vel)|320|2020|eng|Orwell, George|Nineteen eighty-four|Roman-antiutopiya.
Molxona|Oruell, Jorj|1903–1950|qissa|adults|821.111-32|84(4Vel)|128|2019|eng|Orwell, George|Animal farm|Hajviy qissa.
""".strip().splitlines()

RUSSIAN = """
Евгений Онегин|Пушкин, Александр Сергеевич|1799–1837|роман в стихах|adults|821.161.1-1|84(2Рос)|224|1986
Сказки|Пушкин, Александр Сергеевич|1799–1837|сказки|children|821.161.1-93|84(2Рос)|96|1990
Капитанская дочка|Пушкин, Александр Сергеевич|1799–1837|повесть|teens|821.161.1-32|84(2Рос)|144|1984
Герой нашего времени|Лермонтов, Михаил Юрьевич|1814–1841|роман|teens|821.161.1-31|84(2Рос)|176|1988
Мёртвые души|Гоголь, Николай Васильевич|1809–1852|поэма|adults|821.161.1-31|84(2Рос)|368|1985
Вечера на хуторе близ Диканьки|Гоголь, Николай Васильевич|1809–1852|повести|teens|821.161.1-32|84(2Рос)|256|1982
Отцы и дети|Тургенев, Иван Сергеевич|1818–1883|роман|teens|821.161.1-31|84(2Рос)|208|1979
Война и мир|Толстой, Лев Николаевич|1828–1910|роман|adults|821.161.1-31|84(2Рос)|736|1978
Анна Каренина|Толстой, Лев Николаевич|1828–1910|роман|adults|821.161.1-31|84(2Рос)|688|1981
Преступление и наказание|Достоевский, Фёдор Михайлович|1821–1881|роман|adults|821.161.1-31|84(2Рос)|544|1983
Идиот|Достоевский, Фёдор Михайлович|1821–1881|роман|adults|821.161.1-31|84(2Рос)|592|1987
Рассказы|Чехов, Антон Павлович|1860–1904|рассказы|adults|821.161.1-32|84(2Рос)|320|1980
Вишнёвый сад|Чехов, Антон Павлович|1860–1904|пьеса|adults|821.161.1-2|84(2Рос)|96|1989
Мастер и Маргарита|Булгаков, Михаил Афанасьевич|1891–1940|роман|adults|821.161.1-31|84(2Рос)|400|1991
Собачье сердце|Булгаков, Михаил Афанасьевич|1891–1940|повесть|adults|821.161.1-32|84(2Рос)|160|2004
Тихий Дон|Шолохов, Михаил Александрович|1905–1984|роман|adults|821.161.1-31|84(2Рос)|704|1976
Двенадцать стульев|Ильф, Илья|1897–1937|роман|adults|821.161.1-31|84(2Рос)|352|1990
Незнайка на Луне|Носов, Николай Николаевич|1908–1976|сказка|children|821.161.1-93|84(2Рос)|416|1988
Приключения Незнайки и его друзей|Носов, Николай Николаевич|1908–1976|сказка|children|821.161.1-93|84(2Рос)|176|1985
Доктор Айболит|Чуковский, Корней Иванович|1882–1969|сказки|children|821.161.1-93|84(2Рос)|64|2010
Занимательная физика|Перельман, Яков Исидорович|1882–1942|научно-популярное издание|teens|53|22.3|288|1979
Живая математика|Перельман, Яков Исидорович|1882–1942|научно-популярное издание|teens|51|22.1|176|1978
Белый пароход|Айтматов, Чингиз|1928–2008|повесть|teens|821.512.154-32|84(5Кир)|160|1980
Плаха|Айтматов, Чингиз|1928–2008|роман|adults|821.512.154-31|84(5Кир)|304|1988
Звёздные ночи|Кадыров, Пиримкул|1928–2010|роман|adults|821.512.133-31|84(5Узб)|448|1983
Минувшие дни|Кадыри, Абдулла|1894–1938|роман|adults|821.512.133-31|84(5Узб)|368|1968
""".strip().splitlines()

ENGLISH = """
English grammar in use|Murphy, Raymond|1946–|textbook|adults|811.111|81.2Ingl|392|2019
Oliver Twist|Dickens, Charles|1812–1870|novel|teens|821.111-31|84(4Vel)|368|2003
Pride and prejudice|Austen, Jane|1775–1817|novel|adults|821.111-31|84(4Vel)|352|2008
The adventures of Tom Sawyer|Twain, Mark|1835–1910|novel|teens|821.111(73)-93|84(7AQSh)|224|2012
The old man and the sea|Hemingway, Ernest|1899–1961|story|adults|821.111(73)-32|84(7AQSh)|96|2011
Murder on the Orient Express|Christie, Agatha|1890–1976|novel|adults|821.111-31|84(4Vel)|256|2015
The happy prince|Wilde, Oscar|1854–1900|tales|children|821.111-93|84(4Vel)|80|2014
Essential words for the IELTS|Lougheed, Lin|1946–|textbook|adults|811.111|81.2Ingl|360|2018
""".strip().splitlines()
