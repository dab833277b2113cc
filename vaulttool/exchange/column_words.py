"""Column names of exports in languages that are not ours, as the programs themselves write them."""

from vaulttool.exchange.table import fold_header

_WORDS = {
    "name": (
        "nayttonimi|naytettava nimi|mostrar nome|отображаемое имя|полное имя|фио|zobrazovane meno|"
        "顯示名稱|显示名称|表示名|氏名|姓名|フルネーム|visningsnamn|visningsnavn|zobrazovane jmeno|"
        "jmeno a prijmeni|nazwa wyswietlana"
    ),
    "given": ("имя|krstne meno|名字|名|jmeno|krestni jmeno|prenume|ime|keresztnev"),
    "family": ("фамилия|priezvisko|姓氏|姓|prijmeni|nume|prezime|vezeteknev|efternavn"),
    "middle": (
        "отчество|drugie imie|nome do meio|dalsie meno|中間名|中间名|mellemnavn|mellomnavn|mellannamn"
    ),
    "nickname": (
        "lempinimi|псевдоним|przydomek|pseudonim|apelido|prezyvka|prezdivka|暱稱|昵称|ニックネーム|"
        "kallenavn|smeknamn|kaldenavn|bijnaam|roepnaam"
    ),
    "company": (
        "jarjesto|yritys|организация|компания|spolocnost|organizacia|spolecnost|"
        "организация компания|公司|会社|会社名|勤務先|所属|firma organizacja|societa di lavoro|"
        "foretag|virksomhed|organisasjon|foretagsnamn|bedrijfsnaam|cegnev"
    ),
    "role": (
        "ammattinimi|funkcia|funkce|職稱|职务|职位|役職|должность|stillingsbetegnelse|stilling|"
        "befattning|tytul zawodowy"
    ),
    "birthday": (
        "urodziny|narodeniny|narozeniny|生日|出生日期|誕生日|生年月日|дата рождения|syntymaaika|"
        "fodselsdag|fodselsdato|fodelsedag|geboortedatum|data urodzenia"
    ),
    "birth day": ("syntymapaiva|dia de nascimento|день рождения|den narodenia|生日 日"),
    "birth month": ("syntymakuukausi|mes de nascimento|месяц рождения|mesiac narodenia|生日 月"),
    "birth year": ("syntymavuosi|ano de nascimento|год рождения|rok narodenia|生日 年"),
    "notes": (
        "muistiinpanot|notatki|informacoes|заметки|примечания|poznamky|記事|备注|備註|メモ|"
        "anteckningar|notater|opmerkingen"
    ),
    "groups": ("類別|类别|категории|カテゴリ|分類|kategorier|kategorie kontaktow"),
    "city": (
        "kotikaupunki|tyopaikan kaupunki|citta di lavoro|citta di residenza|miasto biuro|"
        "miasto dom|cidade comercial|cidade de casa|cidade de trabalho|город|город раб|mesto praca|"
        "mesto domov|商務 市 鎮|住家 市 鎮|商務市鎮|居住市鎮|市区町村|stad|ort hemma|woonplaats|"
        "ciudad particular"
    ),
    "email": (
        "sahkoposti|ensisijainen sahkoposti|toissijainen sahkoposti|адрес электронной почты|"
        "альтернативный адрес электронной почты|электронная почта|почта|電子郵件地址|電子郵件|"
        "电子邮件|电子邮件地址|邮箱|電子メール|メールアドレス|epost|e post|epostadress|email1|"
        "email2"
    ),
    "url": (
        "verkkosivu|verkkosivu 1|verkkosivu 2|веб страница|веб страница 1|веб страница 2|"
        "webova stranka|webova stranka 1|webova stranka 2|網頁|網頁 1|網頁 2|网页|"
        "osobista strona sieci web|webbplats|webside|hjemmeside"
    ),
}
COLUMN_WORDS = {fold_header(word): prop for prop, words in _WORDS.items() for word in words.split("|")}
_PHONES = (
    "puhelin|faks|hakulait|телефон|факс|пейджер|電話|手機|傳真|呼叫器|电话|手机|传真|"
    "携帯|ファックス|buscapersonas|cercapersone|radiomessagerie|fone|operator|"
    "mobilnummer"
)
PHONES = tuple(fold_header(part) for part in _PHONES.split("|"))
"""Parts of names of columns that hold numbers, in languages that write words together."""
