"""The names of the months in some fifty languages, so that a date is read whatever language the page is in.

Pages state no language, or a wrong one, often enough: a theme's "en-US" above Russian text. The names are those of
Unicode CLDR 46 (wide and abbreviated, both as they stand in dates and as they stand alone), case-folded, without a last
full stop, with what newsrooms also write ("Sept", "Mrz", "Jän"). They stand here as data since Babel takes some 8 ms to
load each language; a test compares them with Babel's. A name that is one month in one language and another one in
another (Polish and Croatian "listopad") stands apart: the page's own language decides about it.
"""

from __future__ import annotations

# One entry a month; an underscore stands for a space within a name.
NAMES: tuple[str, ...] = (
    """
    ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janar janeiro januar januari january január januára
    janv janvier janvāris janúar jän jänner led leden ledna oca ocak saus sausio sausis sij siječanj siječnja sty
    styczeń stycznia tammi tammikuu tammikuuta urt urtarrila xan xaneiro yan yanvar ιαν ιανουάριοσ ιανουαρίου сту
    студзень студзеня січ січень січня янв январь января яну януари јан јануар јануари ינואר ינו׳ جانفي جنوری
    كانون_الثاني يناير ژانویه ژانویهٔ जनवरी जन॰ জানু জানুয়ারী ม.ค มกราคม
    """,
    """
    feb febbraio febr febreiro febrer febrero februar februari februarie february február februára februāris febrúar
    fev fevereiro fevral févr février helmi helmikuu helmikuuta lut lutego luty ots otsaila shk shkurt vas vasario
    vasaris veebr veebruar velj veljača veljače úno únor února şub şubat φεβ φεβρουάριοσ φεβρουαρίου лют лютага
    лютий лютого люты феб фебруар фев февр февраль февраля февруари פברואר פבר׳ شباط فبراير فروری فوریه فوریهٔ فيفري
    फ़रवरी फ़र॰ ফেব ফেব্রুয়ারী ก.พ กุมภาพันธ์
    """,
    """
    bře březen března kov kovas kovo maalis maaliskuu maaliskuuta maart mac mar marca march marec maret mars mart
    martie marts martxoa marzec marzo març março mrt mrz márc március mär märts märz ožu ožujak ožujka μάρ μάρτιοσ
    μαρ μαρτίου бер березень березня мар март марта сак сакавік сакавіка מרץ آذار مارس مارچ मार्च মার্চ มี.ค มีนาคม
    """,
    """
    abr abril api apirila apr aprel april aprile aprilie aprill apríl apríla aprīlis avr avril bal balandis
    balandžio dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan pri prill tra travanj
    travnja ápr április απρ απρίλιοσ απριλίου апр апрель апреля април квіт квітень квітня кра красавік красавіка
    אפריל אפר׳ آوریل أبريل أفريل اپریل نيسان अप्रैल এপ্রি এপ্রিল เม.ย เมษายน
    """,
    """
    geg gegužė gegužės kvě květen května mag maggio mai maiatza maig maijs maio maj maja may mayo mayıs maí mei máj
    mája május svi svibanj svibnja touko toukokuu toukokuuta μάι μάιοσ μαΐ μαΐου май мая мај трав травень травня
    מאי أيار مئی ماي مايو مه مهٔ मई মে พ.ค พฤษภาคม
    """,
    """
    birž birželio birželis cze czerwca czerwiec eka ekaina giu giugno haz haziran iun iunie iyn iyun juin jun june
    junho juni junij junio juny juuni jún júna június júní jūn jūnijs kesä kesäkuu kesäkuuta lipanj lipnja qer
    qershor xuño červen června čvn ιουν ιουνίου ιούν ιούνιοσ июн июнь июня черв червень червня чэр чэрвень чэрвеня
    юни јун јуни יוני جوان جون حزيران يونيو ژوئن जून জুন มิ.ย มิถุนายน
    """,
    """
    heinä heinäkuu heinäkuuta iul iulie iyl iyul juil juill juillet jul julai julho juli julij julio juliol july
    juuli júl júla július júlí jūl jūlijs korr korrik liep liepa liepos lipca lipiec lug luglio srpanj srpnja tem
    temmuz uzt uztaila xul xullo července červenec čvc ιουλ ιουλίου ιούλ ιούλιοσ июл июль июля лип липень липня ліп
    ліпень ліпеня юли јул јули יולי تموز جولائی جويلية يوليو ژوئیه ژوئیهٔ जुलाई जुल॰ জুল জুলাই ก.ค กรกฎาคม
    """,
    """
    abu abuztua ag ago agost agosto agu agustus août aug august augusta augusti augusts augustus augusztus avg
    avgust avq avqust ağu ağustos elo elokuu elokuuta gush gusht kol kolovoz kolovoza ogo ogos rugp rugpjūtis
    rugpjūčio sie sierpień sierpnia srpen srpna ágú ágúst αυγ αυγούστου αύγ αύγουστοσ авг август августа жні жнівень
    жніўня серп серпень серпня אוגוסט אוג׳ آب أغسطس أوت اوت اگست अगस्त अग॰ আগ আগস্ট ส.ค สิงหาคม
    """,
    """
    eyl eylül ira iraila rugs rugsėjis rugsėjo ruj rujan rujna sen sentyabr sep sept septembar september septembra
    septembre septembrie septembris septiembre set setembre setembro sett settembre sht shtator syys syyskuu
    syyskuuta szept szeptember wrz wrzesień września zář září σεπ σεπτέμβριοσ σεπτεμβρίου вер верасень верасня
    вересень вересня сент сентябрь сентября сеп септембар септември ספטמבר ספט׳ أيلول سبتمبر ستمبر سپتامبر सितंबर
    सित॰ সেপ সেপ্টেম্বর ก.ย กันยายน
    """,
    """
    eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktobar oktober oktobris oktoober
    oktyabr október októbra ott ottobre out outubro paź październik października spal spalio spalis tet tetor urr
    urria říj říjen října οκτ οκτωβρίου οκτώβριοσ жовт жовтень жовтня кас кастрычнік кастрычніка окт октобар
    октомври октябрь октября אוקטובר אוק׳ أكتوبر اکتبر اکتوبر تشرين_الأول تشرين الأول अक्टूबर अक्टू॰ অক্টো অক্টোবর
    ต.ค ตุลาคม
    """,
    """
    aza azaroa kas kasım lapkr lapkritis lapkričio listopadu marras marraskuu marraskuuta noiembrie nov novembar
    november novembra novembre novembris novembro noviembre noy noyabr nën nëntor nóv nóvember stu studeni studenoga
    νοέ νοέμβριοσ νοε νοεμβρίου лист листопад листопада ліс лістапад лістапада нов новембар ное ноември нояб ноябрь
    ноября נובמבר נוב׳ تشرين_الثاني نوامبر نوفمبر نومبر नवंबर नव॰ নভে নভেম্বর พ.ย พฤศจิกายน
    """,
    """
    abe abendua ara aralık dec decembar december decembra decembrie decembris decembro dek dekabr des desember
    desembre dets detsember dez dezember dezembro dhj dhjetor dic dicembre diciembre dis disember déc décembre gru
    grudnia grudzień gruod gruodis gruodžio joulu joulukuu joulukuuta pro prosinac prosinca prosince prosinec δεκ
    δεκέμβριοσ δεκεμβρίου груд грудень грудня дек декабрь декабря декември дец децембар сне снежань снежня דצמבר
    דצמ׳ دسامبر دسمبر ديسمبر كانون_الأول दिसंबर दिस॰ ডিসে ডিসেম্বর ธ.ค ธันวาคม
    """,
)

# What stands for different months: the number by language, and the one for pages in any other.
AMBIGUOUS: dict[str, dict[str, int]] = {
    "listopad": {"hr": 10, "": 11},
    "listopada": {"hr": 10, "": 11},
    "lis": {"hr": 10, "": 11},
    "lip": {"hr": 6, "": 7},
    "srp": {"hr": 7, "": 8},
}
