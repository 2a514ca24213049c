"""Events in Vietnamese clauses, by the sentences of section 4 of the tag contract.

An expected event is written ``EVENT/mode SOURCE>TARGET date``, with ``=`` between the parties of a reciprocal one; a
mode or date that is not written is not asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms import lexicons
from transforms.plover.acts_vi_frames import FRAMES
from transforms.plover.acts_vi_lexicon import find_predicates
from transforms.records import EventType
from transforms.tag_line import tag_line

PUBLISHED = "2025-05-06"
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": (
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional"
    ),
}

CASES = [
    (
        ("Ngoại trưởng Nga Sergey Lavrov ngày 2/5 đã hội đàm với người đồng cấp Trung Quốc Vương Nghị tại Bắc Kinh."),
        "CONSULT CHN=RUS 2025-05-02",
    ),
    (
        "Tổng thống Mỹ Donald Trump hôm 3/5 điện đàm với Tổng thống Nga Vladimir Putin về Ukraine.",
        "CONSULT/phone RUS=USA 2025-05-03",
    ),
    ("Thủ tướng Bỉ sẽ thăm chính thức Việt Nam từ ngày 20 đến 23/5.", "AGREE BEL>VNM 2025-05-20/2025-05-23"),
    ("Chủ tịch nước tiếp Đại sứ Bỉ tại Việt Nam Karl Van den Bossche đến chào từ biệt.", "CONSULT BEL=VNM"),
    (
        "Bộ Ngoại giao Nhật Bản triệu đại sứ Trung Quốc để phản đối việc tàu hải cảnh xâm nhập lãnh hải.",
        "ACCUSE JPN>CHN",
    ),
    ("Nga trục xuất 10 nhà ngoại giao Đức.", "SANCTION/expel RUS>DEU"),
    ("Mỹ bác bỏ cáo buộc của Iran về vụ tấn công.", "REJECT USA>IRN; ACCUSE IRN>USA"),
    ("Theo truyền thông Anh, Ukraine cáo buộc Nga bắt cóc trẻ em.", "ACCUSE UKR>RUS"),
    ("Triều Tiên không tham gia đàm phán với Hàn Quốc.", ""),
    ("Nếu Nga tấn công Ba Lan, NATO sẽ đáp trả.", ""),
    ("Hà Nội phản đối Bắc Kinh đưa tàu khảo sát vào vùng đặc quyền kinh tế của Việt Nam.", "ACCUSE VNM>CHN"),
    ("EU áp đặt lệnh trừng phạt mới nhằm vào Belarus.", "SANCTION org:EU>BLR"),
    ("Tuyển Đức đánh bại Anh 2-1 ở chung kết.", ""),
    ("Việt Nam và Bỉ ký bản ghi nhớ hợp tác về nông nghiệp.", "SUPPORT BEL=VNM"),
    ("Năm 1973, Việt Nam và Bỉ thiết lập quan hệ ngoại giao.", ""),
    ("Israel không kích Syria, ít nhất 5 người chết.", "ASSAULT/aerial ISR>SYR"),
    ("Syria bị Israel không kích.", "ASSAULT/aerial ISR>SYR"),
    ("Iran bị cáo buộc cung cấp vũ khí cho Nga.", ""),
    ("Iran bị Mỹ cáo buộc cung cấp vũ khí cho Nga.", "ACCUSE USA>IRN"),
    ("Đức viện trợ 100 triệu euro cho Ukraine.", "AID DEU>UKR"),
    ("Đức cam kết viện trợ thêm 100 triệu euro cho Ukraine.", "AGREE DEU>UKR"),
    ("Trung Quốc phủ nhận cáo buộc của Mỹ về tấn công mạng.", "REJECT CHN>USA; ACCUSE USA>CHN"),
    ("Ấn Độ triệu hồi đại sứ tại Canada về nước.", "SANCTION/withdraw IND>CAN"),
    ("Hàn Quốc và Mỹ bắt đầu tập trận chung.", "COOPERATE KOR=USA"),
    ("Ngoại trưởng Anh hủy chuyến thăm Trung Quốc.", "REJECT/meet GBR>CHN"),
    ("Ông Macron kêu gọi Nga ngừng bắn tại Ukraine.", "REQUEST/yield FRA>RUS"),
    ("Pháp từ chối cung cấp tên lửa cho Ukraine.", "REJECT/assist FRA>UKR"),
    ("Nhà Trắng dọa áp thuế 50% lên hàng hóa EU.", "THREATEN USA>org:EU"),
    ("Tổng thống Hàn Quốc Lee Jae-myung mời Chủ tịch nước Lương Cường thăm Hàn Quốc.", "AGREE KOR>VNM"),
    ("Hàng nghìn người biểu tình ở Paris phản đối cải cách lương hưu.", "PROTEST/demo FRA>FRA"),
    ("Hamas thả 3 con tin người Mỹ.", "RETREAT/release org:Hamas>USA"),
    ("Nga tuyên bố rút quân khỏi Kherson.", "CONCEDE RUS>"),
    ("Nga đã rút quân khỏi Syria.", "RETREAT/withdraw RUS>SYR"),
    ("Lãnh đạo Mỹ, Nhật Bản và Hàn Quốc họp thượng đỉnh ba bên tại Trại David.", "CONSULT JPN=KOR=USA"),
    ("Ngoại trưởng Mỹ Antony Blinken đến Hà Nội, bắt đầu chuyến thăm Việt Nam ba ngày.", "CONSULT/visit USA>VNM"),
    ("Bộ trưởng Quốc phòng Mỹ chưa từng gặp người đồng cấp Trung Quốc.", ""),
    ("Ngoại trưởng Trung Quốc có thể thăm Ấn Độ trong tháng tới.", ""),
    ("Thủ tướng Anh đánh giá cao vai trò của Việt Nam trong khu vực.", "SUPPORT GBR>VNM"),
    ("Việt Nam lên án vụ tấn công khủng bố tại Moskva và chia buồn với Nga.", "SUPPORT VNM>RUS"),
    ("Mỹ cáo buộc Trung Quốc đe dọa Đài Loan.", "ACCUSE USA>CHN"),
    (
        (
            "Người phát ngôn Bộ Ngoại giao Lê Thị Thu Hằng yêu cầu Trung Quốc chấm dứt hành vi vi phạm chủ "
            "quyền Việt Nam."
        ),
        "REQUEST VNM>CHN",
    ),
    ("Quốc hội Bỉ phê chuẩn Hiệp định Bảo hộ đầu tư Việt Nam - EU.", "SUPPORT BEL>VNM,org:EU"),
    ("Trong cuộc gặp, hai bên nhất trí tăng cường hợp tác quốc phòng giữa Việt Nam và Ấn Độ.", "AGREE IND=VNM"),
    ("Ukraine cho biết Nga phóng 50 UAV tấn công Kiev đêm 4/5.", "ASSAULT/drone RUS>UKR 2025-05-04"),
    ("Tòa án Nga kết án công dân Mỹ 12 năm tù.", "SANCTION/convict RUS>USA"),
    ("Cảnh sát Đức bắt giữ hai nghi phạm gián điệp người Nga.", "COERCE/arrest DEU>RUS"),
    ("Thị trường chứng khoán Mỹ tấn công mốc kỷ lục.", ""),
    (
        "Chuyến thăm Việt Nam của Vua Philippe diễn ra từ ngày 31/3 đến 4/4.",
        "CONSULT/visit BEL>VNM 2025-03-31/2025-04-04",
    ),
    ("Bỉ cảm ơn Việt Nam đã hỗ trợ khẩu trang.", "SUPPORT BEL>VNM"),
    ("Bắc Kinh phản đối Washington bán vũ khí cho Đài Loan.", "ACCUSE CHN>USA"),
    ("Trung Quốc cấm nhập khẩu hải sản Nhật Bản.", "SANCTION CHN>JPN"),
    ("Iran bắt giữ tàu chở dầu của Hàn Quốc ở eo biển Hormuz.", "COERCE/seize IRN>KOR"),
    ("Thu tuong Bi se tham chinh thuc Viet Nam tu ngay 20 den 23/5.", "AGREE BEL>VNM 2025-05-20/2025-05-23"),
    ("Ngoai truong Nga hoi dam voi nguoi dong cap Trung Quoc tai Bac Kinh.", "CONSULT CHN=RUS"),
    ("Nga khong ky hiep dinh voi Ukraine.", ""),
    ("My cao buoc Iran tan cong tau cho dau.", "ACCUSE USA>IRN"),
    ("Viet Nam phan doi Trung Quoc tap tran o Hoang Sa.", "ACCUSE VNM>CHN"),
    ("Ông Putin cảnh báo NATO không nên đưa quân tới Ukraine.", "THREATEN RUS>org:NATO"),
    ("Nghị viện châu Âu thông qua nghị quyết lên án Nga.", "ACCUSE org:EU>RUS"),
    (
        "Thủ tướng Phạm Minh Chính tiếp Phó Thủ tướng Lào, nhất trí thúc đẩy thương mại hai nước.",
        "CONSULT LAO=VNM; AGREE LAO=VNM",
    ),
    ("Theo AFP, Thủ tướng Israel bác đề xuất ngừng bắn của Ai Cập.", "REJECT ISR>EGY; REQUEST EGY>ISR"),
    ("Mỹ - Trung nối lại đàm phán thương mại tại Geneva ngày 4/5.", "CONSULT CHN=USA 2025-05-04"),
    ("Ngoại trưởng Bỉ đang thăm Việt Nam từ ngày 1 đến 5/5.", "CONSULT/visit BEL>VNM 2025-05-01/2025-05-05"),
    ("Trung Quốc và Philippines đổ lỗi cho nhau về vụ va chạm tàu.", "ACCUSE CHN=PHL"),
    ("Australia dỡ bỏ trừng phạt Myanmar.", "CONCEDE AUS>MMR"),
    ("Người dân Mỹ gốc Việt biểu tình ở Washington phản đối Trung Quốc.", "PROTEST/demo USA>CHN"),
    ("Liên Hợp Quốc kêu gọi Israel và Iran kiềm chế.", "REQUEST org:UN>IRN,ISR"),
    ("Tổng thống Ukraine từ chối gặp Tổng thống Nga.", "REJECT/meet UKR>RUS"),
    ("Nga muốn đàm phán với Mỹ về kiểm soát vũ khí.", ""),
    ("Anh hoãn chuyến thăm của Ngoại trưởng Ấn Độ.", "REJECT/meet GBR>IND"),
    ("Thủ tướng Nhật Bản gửi điện mừng tới Thủ tướng Phạm Minh Chính nhân Quốc khánh Việt Nam.", "SUPPORT JPN>VNM"),
    (
        "Chiều 5/5, tại Hà Nội, Bộ trưởng Ngoại giao Bùi Thanh Sơn đã tiếp Đại sứ Pháp Olivier Brochet.",
        "CONSULT FRA=VNM 2025-05-05",
    ),
    (
        (
            "Chủ tịch Quốc hội Bỉ chào mừng Chủ tịch Quốc hội Vương Đình Huệ và đoàn đại biểu cấp cao Việt "
            "Nam thăm chính thức Bỉ từ ngày 1 đến 3/5."
        ),
        "SUPPORT BEL>VNM; CONSULT/visit VNM>BEL 2025-05-01/2025-05-03",
    ),
    (
        ("Thủ tướng Phạm Minh Chính đến Brussels ngày 5/5. Cùng ngày, Thủ tướng đã gặp Thủ tướng Bỉ tại Brussels."),
        "CONSULT BEL=VNM 2025-05-05",
    ),
    ("Phó Thủ tướng Bỉ cam kết Bỉ sẽ tiếp tục hỗ trợ Việt Nam khắc phục hậu quả chiến tranh.", "AGREE BEL>VNM"),
    ("Tổng thống Ukraine khẳng định điều này khi tiếp Tổng thư ký NATO tại Kiev.", "CONSULT UKR=org:NATO"),
    (
        "EU áp đặt trừng phạt Nga. Bộ Ngoại giao Nga cảnh báo Moskva sẽ đáp trả.",
        "SANCTION org:EU>RUS; THREATEN RUS>org:EU",
    ),
    ("Việt Nam cử 106 quân nhân sang Myanmar hỗ trợ tìm kiếm cứu nạn.", "AID VNM>MMR"),
    ("Ấn Độ điều máy bay chở hàng cứu trợ tới Myanmar.", "AID IND>MMR"),
    ("Bà von der Leyen, Chủ tịch Ủy ban châu Âu, cáo buộc Trung Quốc trợ giá xe điện.", "ACCUSE org:EU>CHN"),
    ("Người phát ngôn Bộ Ngoại giao Trung Quốc bác bỏ chỉ trích của Nhật Bản.", "REJECT CHN>JPN; ACCUSE JPN>CHN"),
    ("Mỹ và Iran kết thúc vòng đàm phán hạt nhân thứ ba tại Oman mà không đạt được thỏa thuận.", "CONSULT IRN=USA"),
    ("Hai miền Triều Tiên chưa đạt được thỏa thuận nào.", ""),
    ("Nhật Bản, Philippines dự kiến ký hiệp định tiếp cận lẫn nhau trong tháng 7.", "AGREE JPN=PHL"),
    ("Đại sứ quán Mỹ tại Hà Nội phủ nhận thông tin trên.", ""),
    (
        (
            "Trong khuôn khổ chuyến thăm Việt Nam từ ngày 3 đến 5/5, ngày 4/5, Ngoại trưởng Ấn Độ đã hội "
            "đàm với Bộ trưởng Ngoại giao Bùi Thanh Sơn tại Hà Nội."
        ),
        "CONSULT/visit IND>VNM 2025-05-03/2025-05-05; CONSULT IND=VNM 2025-05-04",
    ),
    ("Mỹ, Anh không kích Houthi ở Yemen.", "ASSAULT/aerial GBR,USA>org:Houthi"),
    ("Anh, Pháp và Đức ra tuyên bố chung kêu gọi Israel ngừng tấn công Gaza.", "REQUEST/yield DEU,FRA,GBR>ISR"),
    ("Trung Quốc đã trả tự do cho nhà báo Australia sau 3 năm giam giữ.", "RETREAT/release CHN>AUS"),
    ("Hàn Quốc triệu đại biện Nga để phản đối hiệp ước với Triều Tiên.", "ACCUSE KOR>RUS"),
    ("Nga triệu hồi đại sứ tại Mỹ về nước tham vấn.", "SANCTION/withdraw RUS>USA"),
    ("Thổ Nhĩ Kỳ phê chuẩn đơn gia nhập NATO của Thụy Điển.", "SUPPORT TUR>SWE"),
    ("Ba Lan đóng cửa lãnh sự quán Nga ở Poznan.", "SANCTION POL>RUS"),
    ("Triều Tiên phóng tên lửa đạn đạo ra biển Nhật Bản.", "MOBILIZE/weapons PRK>"),
    ("Trung Quốc tập trận bắn đạn thật quanh Đài Loan.", "MOBILIZE/troops CHN>TWN"),
    ("Tàu hải cảnh Trung Quốc phun vòi rồng vào tàu Philippines.", "ASSAULT/crowd-control CHN>PHL"),
    ("Philippines tố tàu Trung Quốc phun vòi rồng vào tàu tiếp tế.", "ACCUSE PHL>CHN"),
    ("Iran dọa đóng cửa eo biển Hormuz nếu bị Mỹ tấn công.", "THREATEN IRN>USA"),
    ("Venezuela cắt đứt quan hệ ngoại giao với Argentina.", "SANCTION VEN>ARG"),
    ("Hoa Kỳ cảm ơn Việt Nam về hợp tác tìm kiếm người Mỹ mất tích.", "SUPPORT USA>VNM"),
    ("Trung Quoc trieu tap dai su Nhat Ban.", "ACCUSE CHN>JPN"),
    ("Theo Tân Hoa xã, Nga lên án Israel không kích Syria.", "ACCUSE RUS>ISR"),
    ("Bộ trưởng Quốc phòng Israel bị cáo buộc phạm tội ác chiến tranh.", ""),
    ("Cách đây 50 năm, Việt Nam và Đức thiết lập quan hệ ngoại giao.", ""),
    ("Phim về cuộc chiến Nga tấn công Ukraine ra rạp.", ""),
    ("Hai nước chưa ký hiệp định tránh đánh thuế hai lần.", ""),
    ("Canada có thể trừng phạt Ấn Độ.", ""),
    ("Nếu đàm phán thất bại, Mỹ sẽ áp thuế với Nhật Bản.", ""),
    ("Bộ Công Thương Việt Nam và Bộ Kinh tế Đức nhất trí thúc đẩy chuyển đổi năng lượng.", "AGREE DEU=VNM"),
    ("Cuba hoan nghênh Việt Nam ủng hộ dỡ bỏ cấm vận.", "SUPPORT CUB>VNM"),
    ("Quốc vương Campuchia mời Tổng Bí thư Tô Lâm thăm Campuchia.", "AGREE KHM>VNM"),
    ("Tổng Bí thư Tô Lâm nhận lời mời thăm Campuchia.", "AGREE VNM>KHM"),
    ("Ngoại trưởng Lavrov hội kiến Chủ tịch Trung Quốc Tập Cận Bình.", "CONSULT CHN=RUS"),
    ("Ngoại trưởng Mỹ Marco Rubio sẽ tới Ấn Độ ngày 10/5.", "AGREE USA>IND 2025-05-10"),
    (
        "Ngoại trưởng Mỹ đã đến Ankara. Ông đã điện đàm với Ngoại trưởng Nga.",
        "CONSULT/visit USA>TUR; CONSULT/phone RUS=USA",
    ),
    ("Quân đội Myanmar không kích một ngôi làng ở bang Kachin.", "ASSAULT/aerial MMR>MMR"),
    ("Thủ tướng Nhật Bản mời cơm các nhà báo Mỹ.", ""),
    ("Thỏa thuận giữa Mỹ và Ukraine về khoáng sản được ký ngày 30/4 tại Washington.", "SUPPORT UKR=USA 2025-04-30"),
    ("Hiệp định được ký kết giữa Việt Nam và Israel năm 2023.", ""),
    ("Bộ trưởng Ngoại giao hai nước đã ký Bản ghi nhớ giữa Việt Nam và Cuba.", "SUPPORT CUB=VNM"),
    ("Hội đồng Bảo an Liên Hợp Quốc lên án vụ tấn công ở Pakistan.", ""),
    ("Mỹ rút khỏi Hiệp định Paris về khí hậu.", ""),
    ("EU và Trung Quốc nối lại đối thoại nhân quyền.", "CONSULT CHN=org:EU"),
    (
        "Tổng thống Pháp Emmanuel Macron và Tổng thống Ai Cập kêu gọi Israel chấm dứt phong tỏa Gaza.",
        "REQUEST/yield EGY,FRA>ISR",
    ),
    ("Chính phủ Đức quyết định ngừng viện trợ phát triển cho Rwanda.", "SANCTION/discontinue DEU>RWA"),
    ("Quốc hội Hungary thông qua việc rút khỏi Tòa án Hình sự Quốc tế.", ""),
    ("Ngoại trưởng Malaysia chưa bao giờ cáo buộc Trung Quốc.", ""),
    (
        "Tại Hội nghị An ninh Munich, Ngoại trưởng Đức chỉ trích phát biểu của Phó Tổng thống Mỹ.",
        "ACCUSE/disapprove DEU>USA",
    ),
    ("Nhật Bản bày tỏ quan ngại sâu sắc về hành động của Trung Quốc ở Biển Đông.", "ACCUSE/disapprove JPN>CHN"),
    ("Hàn Quốc viện trợ nhân đạo 1 triệu USD cho Lào khắc phục lũ lụt.", "AID KOR>LAO"),
    ("Việt Nam và Singapore nâng cấp quan hệ lên Đối tác Chiến lược Toàn diện.", "SUPPORT SGP=VNM"),
    ("Trung Quốc áp đặt thuế chống bán phá giá với rượu vang Pháp.", "SANCTION CHN>FRA"),
    ("Tổng thống Iran tuyên bố sẽ không đàm phán với Mỹ dưới sức ép.", ""),
    ("Nga và Ukraine trao đổi 390 tù nhân mỗi bên.", "COOPERATE RUS=UKR"),
    ("Ấn Độ phóng tên lửa vào Pakistan, ít nhất 8 người chết.", "ASSAULT/heavy-weapons IND>PAK"),
    ("Pakistan tố Ấn Độ tấn công đập thủy điện.", "ACCUSE PAK>IND"),
    ("Thủ tướng Campuchia Hun Manet chúc mừng Thủ tướng Thái Lan Paetongtarn Shinawatra nhậm chức.", "SUPPORT KHM>THA"),
    ("Chủ tịch Ủy ban châu Âu Ursula von der Leyen thăm Kiev.", "CONSULT/visit org:EU>UKR"),
    ("Serbia từ chối áp đặt trừng phạt Nga.", "REJECT SRB>RUS"),
    ("Tổng thống Mỹ hoãn áp thuế với Mexico 30 ngày.", "CONCEDE USA>MEX"),
    ("Hà Lan trao trả cổ vật cho Indonesia.", "RETREAT NLD>IDN"),
    ("Tuyển Việt Nam tấn công dồn dập, thắng Lào 2-0 ở AFF Cup.", ""),
    ("Đội tuyển Anh gặp Đức ở vòng 1/8.", ""),
    ("Giá vàng bị tấn công bởi đồng USD mạnh của Mỹ.", ""),
    (
        "Bộ trưởng Quốc phòng Phan Văn Giang tiếp Bộ trưởng Quốc phòng Pháp Sébastien Lecornu tại Hà Nội.",
        "CONSULT FRA=VNM",
    ),
    (
        ("Ngày 15/5, Thủ tướng Thái Lan sẽ có chuyến thăm chính thức Việt Nam và đồng chủ trì cuộc họp nội các chung."),
        "AGREE THA>VNM 2025-05-15",
    ),
    ("Chuyến thăm Trung Quốc sắp tới của Thủ tướng Úc sẽ diễn ra trong tháng 7.", "AGREE AUS>CHN"),
    ("Bộ trưởng Thương mại Mỹ kết thúc chuyến thăm Trung Quốc.", "CONSULT/visit USA>CHN"),
    ("Việt Nam kiên quyết phản đối mọi hành vi vi phạm chủ quyền.", ""),
    ("Nhà Trắng hoan nghênh việc Hamas thả con tin.", "SUPPORT USA>org:Hamas"),
    ("Argentina rút đại sứ khỏi Bolivia.", "SANCTION/withdraw ARG>BOL"),
    ("My va Trung Quoc dat duoc thoa thuan thuong mai.", "AGREE CHN=USA"),
    ("Nga bac bo de xuat ngung ban cua Ukraine.", "REJECT/yield RUS>UKR; REQUEST UKR>RUS"),
    ("Han Quoc trieu dai su Nga phan doi.", "ACCUSE KOR>RUS"),
    ("Thu tuong An Do Modi khong gap Thu tuong Pakistan.", ""),
    ("Phap vien tro 50 trieu euro cho Lebanon.", "AID FRA>LBN"),
    (
        ("Trung Quốc đã cấm nhập khẩu dứa của Đài Loan. Nước này cũng đã ngừng nhập khẩu chuối của Philippines."),
        "SANCTION CHN>TWN; SANCTION/discontinue CHN>PHL",
    ),
    ("Hiệp định giữa Nga và Iran đã được ký tại Moskva.", "SUPPORT IRN=RUS"),
    ("Pakistan quyết định phong tỏa biên giới với Ấn Độ.", "COERCE/restrict PAK>IND"),
    ("Hà Nội yêu cầu Bắc Kinh rút tàu.", "REQUEST/yield VNM>CHN"),
    ("Đức đồng ý gửi 1.000 vũ khí chống tăng cho Kiev.", "AGREE DEU>UKR"),
    ("Nhật Bản và Úc hoan nghênh quyết định của Washington.", "SUPPORT AUS,JPN>USA"),
    (
        "Sáng 31/3, Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn hội đàm với Phó Thủ tướng Bỉ.",
        "CONSULT BEL=VNM 2025-03-31",
    ),
    ("Triều Tiên dọa đáp trả Seoul.", "THREATEN PRK>KOR"),
    (
        "Chiều 4/5, Thủ tướng Lào đã rời Hà Nội, kết thúc tốt đẹp chuyến thăm chính thức Việt Nam từ ngày 2 đến 4/5.",
        "CONSULT/visit LAO>VNM 2025-05-02/2025-05-04",
    ),
    (
        "Chieu 4/5, Thu tuong Lao da roi Ha Noi, ket thuc tot dep chuyen tham chinh thuc Viet Nam tu ngay 2 den 4/5.",
        "CONSULT/visit LAO>VNM 2025-05-02/2025-05-04",
    ),
    (
        "Chủ tịch nước Lương Cường và Phu nhân đã rời Bangkok, kết thúc chuyến thăm cấp nhà nước tới Thái Lan.",
        "CONSULT/visit VNM>THA",
    ),
    (
        "Chu tich nuoc Luong Cuong va Phu nhan da roi Bangkok, ket thuc chuyen tham cap nha nuoc toi Thai Lan.",
        "CONSULT/visit VNM>THA",
    ),
    ("Chủ tịch Quốc hội Hàn Quốc hoàn thành chuyến thăm chính thức Việt Nam.", "CONSULT/visit KOR>VNM"),
    ("Chu tich Quoc hoi Han Quoc hoan thanh chuyen tham chinh thuc Viet Nam.", "CONSULT/visit KOR>VNM"),
    ("Quân đội Pháp rời Niger.", ""),
    ("Mỹ đề nghị đối thoại với Triều Tiên nhưng Bình Nhưỡng bác bỏ.", "REQUEST/meet USA>PRK; REJECT PRK>USA"),
    ("Tokyo sẵn sàng gặp thượng đỉnh với Seoul nhưng Hàn Quốc từ chối.", "REJECT KOR>JPN"),
    ("Tokyo san sang gap thuong dinh voi Seoul nhung Han Quoc tu choi.", "REJECT KOR>JPN"),
    ("Ai Cập đề xuất ngừng bắn, nhưng Israel bác bỏ.", "REQUEST EGY>ISR; REJECT ISR>EGY"),
    ("Nhật Bản đã gửi công hàm cho Hàn Quốc, nhưng Seoul từ chối bình luận.", ""),
    ("Công ty Mỹ đề nghị mua lại tập đoàn Nhật Bản nhưng Tokyo từ chối.", ""),
    ("Công an Hà Nội bắt giữ một người Trung Quốc lừa đảo qua mạng.", "COERCE/arrest VNM>CHN"),
    ("Cong an Ha Noi bat giu mot nguoi Trung Quoc lua dao qua mang.", "COERCE/arrest VNM>CHN"),
    ("Bộ đội Biên phòng tỉnh Lạng Sơn bắt giữ 3 người Trung Quốc nhập cảnh trái phép.", "COERCE/arrest VNM>CHN"),
    ("Một tòa án ở Moskva kết án một nhà báo Mỹ 16 năm tù.", "SANCTION/convict RUS>USA"),
    ("Cảnh sát London bắt một nghi phạm người Iran.", "COERCE/arrest GBR>IRN"),
    ("Hai người Trung Quốc bị Công an Quảng Ninh bắt giữ.", "COERCE/arrest VNM>CHN"),
    ("Công an Thượng Hải bắt giữ một công dân Nhật Bản.", "COERCE/arrest CHN>JPN"),
    ("Công an Trung Quốc bắt giữ một công dân Nhật Bản.", "COERCE/arrest CHN>JPN"),
    ("Công an Hà Nội đã khởi tố, bắt tạm giam 3 người Hàn Quốc.", "COERCE/arrest VNM>KOR"),
    ("Công an Hà Nội bắt giữ nhóm lừa đảo người Nhật Bản.", ""),
    ("Công an Nghệ An bắt giữ 2 đối tượng vận chuyển 20 kg ma túy từ Lào.", ""),
    ("Cảnh sát Paris bắt giữ nghi phạm tấn công khách du lịch Trung Quốc.", ""),
    ("Theo Công an Hà Nội, một người Hàn Quốc đã tử vong.", ""),
    ("Tổng Bí thư Tô Lâm đã gửi điện thăm hỏi tới Tổng thống Nga Vladimir Putin.", "SUPPORT VNM>RUS"),
    ("Tong Bi thu To Lam da gui dien tham hoi toi Tong thong Nga Vladimir Putin.", "SUPPORT VNM>RUS"),
    ("Chu tich nuoc gui dien chia buon toi Tong thong Tho Nhi Ky ve tran dong dat.", "SUPPORT VNM>TUR"),
    ("Thủ tướng Ấn Độ gọi điện chúc mừng Thủ tướng Anh.", "SUPPORT IND>GBR"),
    ("Vua Thái Lan gửi thư thăm hỏi Quốc vương Nhật Bản.", "SUPPORT THA>JPN"),
    ("Cử tri gửi lời thăm hỏi tới Chủ tịch nước.", ""),
    ("Trung Quốc tập trận quanh Đài Loan, Mỹ kêu gọi kiềm chế.", "MOBILIZE/troops CHN>TWN; REQUEST USA>CHN"),
    ("Trung Quoc tap tran quanh Dai Loan, My keu goi kiem che.", "MOBILIZE/troops CHN>TWN; REQUEST USA>CHN"),
    ("Israel không kích Lebanon, Pháp kêu gọi chấm dứt bạo lực.", "ASSAULT/aerial ISR>LBN; REQUEST FRA>ISR"),
    ("Mỹ không kích Yemen, Tổng thống Pháp kêu gọi người dân bình tĩnh.", "ASSAULT/aerial USA>YEM"),
    ("Mỹ áp thuế với Canada, Mexico kêu gọi đối thoại.", "SANCTION USA>CAN"),
    (
        "Bo Ngoai giao Nhat Ban hoan nghenh chuyen tham cua Tong thong Han Quoc toi Nhat Ban.",
        "SUPPORT JPN>KOR; CONSULT/visit KOR>JPN",
    ),
    ("Công an Lào bàn giao đối tượng truy nã cho Công an Việt Nam.", ""),
]


def _written(event: dict[str, object]) -> str:
    source, target = event["source"], event["target"]
    assert isinstance(source, list)
    assert isinstance(target, list)
    sides = "=".join(source + target) if event["reciprocal"] else f"{','.join(source)}>{','.join(target)}"
    return f"{event['event']}{'/' + str(event['mode']) if event['mode'] else ''} {sides} {event['date'] or ''}".strip()


def _fits(wanted: str, given: str) -> bool:
    """Whether a given event is the wanted one, in what is written of that."""
    kind, sides, *date = wanted.split()
    found, found_sides, *found_date = given.split()
    same = kind == found if "/" in kind else kind == found.split("/")[0]
    return same and sides == found_sides and (not date or date == found_date)


def _events(text: str, **more: object) -> list[str]:
    events = tag_line({"id": "1", "body": text, "published": PUBLISHED, **more})["events"]
    assert isinstance(events, list)
    return [_written(event) for event in events]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_sentence_tells_of_its_events_and_no_others(text: str, wanted: str) -> None:
    expected = [event.strip() for event in wanted.split(";") if event.strip()]
    events = _events(text)
    assert [event for event in expected if not any(_fits(event, given) for given in events)] == []
    assert [given for given in events if not any(_fits(event, given) for event in expected)] == []


STORY = """Việt Nam - Bỉ tăng cường hợp tác
Chiều 31/3, tại Hà Nội, Chủ tịch Quốc hội đã hội kiến Nhà Vua Bỉ nhân dịp Nhà Vua Bỉ thăm Việt Nam từ ngày 31/3 đến 4/4.
Nhà Vua Bỉ cảm ơn sự đón tiếp của Việt Nam. Hai bên nhất trí thúc đẩy hợp tác giữa Việt Nam và Bỉ.
Cùng ngày, Nhà Vua đã gặp Thủ tướng Việt Nam. Hai bên trao đổi về quan hệ hai nước."""


def test_what_is_said_at_a_meeting_has_its_date_and_the_visit_its_whole_stay() -> None:
    events = tag_line({"id": "1", "text": STORY, "published": "2025-04-01"})["events"]
    assert isinstance(events, list)
    assert [_written(event) for event in events] == [
        "CONSULT BEL=VNM 2025-03-31",
        "CONSULT/visit BEL>VNM 2025-03-31/2025-04-04",
        "SUPPORT BEL>VNM 2025-03-31",
        "AGREE BEL=VNM 2025-03-31",
    ]
    assert [event["place"] and event["place"]["country"] for event in events] == ["VNM"] * 4


def test_the_talks_of_the_second_sample_have_the_day_on_which_they_were_held(shared: Path) -> None:
    (sample,) = (shared / "samples").glob("004_*.txt")
    events = tag_line({"id": "004", "text": sample.read_text(encoding="utf-8")})["events"]
    assert isinstance(events, list)
    assert [_written(event) for event in events] == [
        "CONSULT BEL=VNM XXXX-10-15",
        "CONSULT/visit BEL>VNM XXXX-10-13/XXXX-10-17",
        "SUPPORT BEL>VNM XXXX-10-15",
        "AGREE BEL=VNM XXXX-10-15",
    ]


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("Pháp đang đàm phán với Ai Cập về việc bán tàu, bộ trưởng Pháp cho biết ngày 2/5 tại Tunis.", None, None),
        ("Phap dang dam phan voi Ai Cap ve viec ban tau, bo truong Phap cho biet ngay 2/5 tai Tunis.", None, None),
        ("Pháp đàm phán với Ai Cập ngày 2/5 tại Tunis, bộ trưởng Pháp cho biết.", "2025-05-02", "Tunis"),
    ],
)
def test_when_and_where_somebody_told_of_talks_is_not_when_and_where_they_were(
    text: str, date: str | None, place: str | None
) -> None:
    events = tag_line({"id": "1", "body": text, "published": PUBLISHED})["events"]
    assert isinstance(events, list)
    assert [(event["event"], event["date"], event["place"] and event["place"]["name"]) for event in events] == [
        ("CONSULT", date, place)
    ]


def test_a_title_alone_is_whoever_was_named_with_it() -> None:
    text = "Ngoại trưởng Mỹ đã đến Ankara. Ngoại trưởng cảm ơn Thổ Nhĩ Kỳ. Ông kêu gọi Nga ngừng bắn."
    assert _events(text) == ["CONSULT/visit USA>TUR", "SUPPORT USA>TUR", "REQUEST/yield USA>RUS"]


def test_an_answer_is_towards_the_one_who_asked() -> None:
    text = "Bộ Ngoại giao Iran cáo buộc Mỹ hậu thuẫn Israel. Mỹ bác bỏ cáo buộc này."
    assert _events(text) == ["ACCUSE/allege IRN>USA", "REJECT USA>IRN"]


@pytest.mark.parametrize(
    "text",
    [
        "Đội tuyển Anh tấn công dồn dập, Đức thua 2-0 ở vòng bảng World Cup.",
        "Bộ phim kể chuyện Mỹ tấn công Iraq.",
        "Cổ phiếu Mỹ tấn công mốc lịch sử, chứng khoán Nhật Bản phản công.",
    ],
)
def test_sport_markets_and_films_tell_of_no_events(text: str) -> None:
    assert _events(text) == []


def test_the_evidence_quotes_the_text() -> None:
    text = "Bộ Ngoại giao Nhật Bản triệu đại sứ Trung Quốc để phản đối vụ việc."
    events = tag_line({"id": "1", "body": text})["events"]
    assert isinstance(events, list)
    assert [event["evidence"]["part"] for event in events] == ["body"]
    assert all(event["evidence"]["quote"] in text for event in events)


def test_the_vocabulary_has_the_events_and_modes_of_the_contract_and_known_frames() -> None:
    events = {"-", "SAY", *get_args(EventType)}
    for event, mode, frame, _, phrases in lexicons.rows("plover_vi"):
        assert event in events
        assert mode == "-" or mode in MODES[event].split()
        assert frame in FRAMES or frame in ("say", "none")
        assert all(phrase and phrase == phrase.strip() for phrase in phrases.split(" | "))


def test_the_longest_phrase_is_found_and_guards_keep_shorter_ones_out() -> None:
    found = find_predicates("thủ tướng tiếp tục thăm chính thức việt nam".split(), bare=False)
    assert [one.entry.rule for one in found] == ["plover_vi:thăm chính thức"]


_SYLLABLES = (
    "Việt Nam|Mỹ|Nga|và|với|giữa|của|không|sẽ|đã|bị|được|nếu|cáo buộc|tấn công|thăm|hội đàm|ký|hiệp định|rằng|,|;|:|“|"
    "”|hai bên|họ|nước này|ông|Thủ tướng|chuyến thăm|nhất trí|cho|tại Hà Nội|ngày 3/5|.|triệu|đại sứ|(|)|biểu tình"
).split("|")


@settings(max_examples=40)
@given(st.lists(st.sampled_from(_SYLLABLES), max_size=25).map(" ".join))
def test_any_text_gives_events_whose_quotes_stand_in_it(text: str) -> None:
    events = tag_line({"id": "1", "body": f"Việt Nam {text}", "language": "vi"})["events"]
    assert isinstance(events, list)
    for event in events:
        assert event["evidence"]["quote"] in f"Việt Nam {text}"
        assert event["source"]
        assert not set(event["source"]) & set(event["target"]) or event["source"] == event["target"]
