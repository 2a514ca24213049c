"""Headlines and sentences in several languages, for tests that need pages as long as real ones."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Headlines and sentences of one language, and what its sites call a section."""

    section: str
    headlines: tuple[str, ...]
    sentences: tuple[str, ...]


WORDS = {
    "en": Words(
        "Economy",
        (
            "Port of Antwerp and Hai Phong sign accord on clean fuel",
            "Rice exporters brace for the driest season in a decade",
            "Night train between Brussels and Vienna returns in spring",
            "Fishermen ask court to stop dredging in the western delta",
            "Small brewers win an appeal over the new bottle deposit",
        ),
        (
            "The accord covers bunkering, training and a joint laboratory, officials of both ports said on Thursday.",
            "Growers in the lower delta have already moved their sowing by three weeks, a survey found.",
            "Tickets go on sale in January, and the first trains will carry four sleeping cars, the operator said.",
            "Judges heard both sides for two days and will publish their ruling before the end of the month.",
            "The deposit was to be charged from April on, with an exemption for bottles that are filled again.",
        ),
    ),
    "vi": Words(
        "Kinh tế",
        (
            "Cảng Hải Phòng ký thỏa thuận nhiên liệu sạch với cảng Antwerp",
            "Doanh nghiệp xuất khẩu gạo chuẩn bị cho mùa khô hạn nhất thập kỷ",
            "Tàu đêm Hà Nội - Lào Cai chạy lại từ đầu tháng sau",
            "Ngư dân đề nghị dừng nạo vét ở cửa biển phía tây",
            "Nhà máy kính quang học mở rộng dây chuyền tại Thủ Dầu Một",
        ),
        (
            "Thỏa thuận gồm việc cung cấp nhiên liệu, đào tạo và một phòng thí nghiệm chung, hai cảng cho biết.",
            "Nông dân vùng hạ lưu đã lùi lịch gieo sạ ba tuần, theo khảo sát của ngành nông nghiệp.",
            "Vé được bán từ tháng giêng, mỗi chuyến có bốn toa giường nằm, theo đơn vị vận hành.",
            "Tòa nghe ý kiến hai bên trong hai ngày và sẽ công bố phán quyết trước cuối tháng.",
            "Nhà máy dự kiến tuyển thêm ba trăm công nhân trong quý tới, ban quản lý khu công nghiệp thông tin.",
        ),
    ),
    "de": Words(
        "Wirtschaft",
        (
            "Hafen Antwerpen und Hai Phong vereinbaren sauberen Treibstoff",
            "Reisbauern rechnen mit der trockensten Saison seit zehn Jahren",
            "Nachtzug zwischen Brüssel und Wien fährt ab Frühjahr wieder",
            "Fischer klagen gegen Baggerarbeiten im westlichen Delta",
        ),
        (
            "Die Vereinbarung umfasst Bunkern, Ausbildung und ein gemeinsames Labor, teilten beide Häfen mit.",
            "Die Bauern im unteren Delta haben die Aussaat bereits um drei Wochen verschoben, wie eine Umfrage zeigt.",
            "Die Fahrkarten kommen im Januar in den Verkauf, die ersten Züge führen vier Schlafwagen.",
            "Das Gericht hörte beide Seiten zwei Tage lang an und will noch in diesem Monat entscheiden.",
        ),
    ),
    "fr": Words(
        "Économie",
        (
            "Les ports d'Anvers et de Haïphong signent un accord sur les carburants propres",
            "Les exportateurs de riz se préparent à la saison la plus sèche depuis dix ans",
            "Le train de nuit entre Bruxelles et Vienne revient au printemps",
            "Des pêcheurs saisissent la justice contre le dragage du delta",
        ),
        (
            "L'accord porte sur l'avitaillement, la formation et un laboratoire commun, ont indiqué les ports jeudi.",
            "Les agriculteurs du bas delta ont déjà retardé les semis de trois semaines, selon une enquête.",
            "Les billets seront en vente en janvier et les premiers trains compteront quatre voitures-lits.",
            "Les juges ont entendu les deux parties pendant deux jours et rendront leur décision avant la fin du mois.",
        ),
    ),
    "es": Words(
        "Economía",
        (
            "Los puertos de Amberes y Hai Phong firman un acuerdo sobre combustible limpio",
            "Los exportadores de arroz esperan la campaña más seca de la década",
            "El tren nocturno entre Bruselas y Viena vuelve en primavera",
            "Los pescadores piden al tribunal que pare el dragado del delta",
        ),
        (
            "El acuerdo incluye suministro, formación y un laboratorio común, dijeron el jueves ambas autoridades.",
            "Los agricultores del bajo delta ya han retrasado la siembra tres semanas, según una encuesta.",
            "Los billetes saldrán a la venta en enero y los primeros trenes llevarán cuatro coches cama.",
            "El tribunal oyó a las partes durante dos días y publicará su decisión antes de fin de mes.",
        ),
    ),
    "zh": Words(
        "经济",
        (
            "海防港与安特卫普港签署清洁燃料合作协议",
            "稻米出口企业准备应对十年来最干旱的季节",
            "布鲁塞尔至维也纳夜班列车明年春季恢复运行",
            "渔民请求法院停止西部三角洲的疏浚工程",
        ),
        (
            "协议内容包括燃料加注、人员培训和联合实验室，两港官员周四表示。",
            "一项调查显示，三角洲下游的农民已经把播种推迟了三个星期。",
            "车票将于一月开始发售，首批列车编有四节卧铺车厢，运营方说。",
            "法官用两天时间听取双方意见，将在本月底之前公布裁决结果。",
        ),
    ),
}
