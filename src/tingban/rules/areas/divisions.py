"""The 14 rows of 附件1 (DOMAIN 0.2), in the order of every report."""

from dataclasses import dataclass
from typing import Final

CITY: Final = "140800"
AREA_CODE: Final = "0359"


@dataclass(frozen=True, slots=True)
class Area:
    """One row of 附件1: the city's own level or a county."""

    order: int
    code: str
    # As 附件1 prints it: 运城市, 盐湖, …
    seed_name: str
    # As reports print it: 运城市本级, 盐湖区, …
    name: str
    # As the division is called: 运城市, 盐湖区, …
    full_name: str
    phones: tuple[str, ...]
    # Byte for byte as 附件1 has it, and as it may be shown.
    mail_verbatim: str
    mail: str

    @property
    def short(self) -> str:
        """The shortest unmistakable name, for narrow columns."""
        return "市本级" if self.is_city else self.seed_name

    @property
    def is_city(self) -> bool:
        """Whether this is the city's own level and not a county."""
        return self.code == CITY

    @property
    def mail_is_doubtful(self) -> bool:
        """The address was mended by us: 待核实, neither written to nor published (AMB-03)."""
        return self.mail != self.mail_verbatim

    @property
    def mail_label(self) -> str:
        """The address as shown to staff."""
        return f"{self.mail}（待核实）" if self.mail_is_doubtful else self.mail


def _area(order: int, code: str, seed_name: str, phones: str, mail: str) -> Area:
    is_city = code == CITY
    suffix = {"08": "市", "81": "市", "82": "市", "02": "区"}.get(code[4:], "县")
    full_name = seed_name if is_city or seed_name.endswith("县") else seed_name + suffix
    return Area(
        order=order,
        code=code,
        seed_name=seed_name,
        name="运城市本级" if is_city else full_name,
        full_name=full_name,
        phones=tuple(phones.split()),
        mail_verbatim=mail,
        mail=mail.replace(" ", ""),
    )


AREAS: Final[tuple[Area, ...]] = (
    _area(1, CITY, "运城市", "2097971 2222363", "xf2222363@163.com"),
    _area(2, "140802", "盐湖", "6388865", "yhqzjjwy@163.com"),
    _area(3, "140881", "永济", "8853633", "yjfcwuyeke123@163.com"),
    _area(4, "140882", "河津", "6313556", "hjf gb6313022@163.com"),
    _area(5, "140822", "万荣", "4680922", "fangchanwy@163.com"),
    _area(6, "140824", "稷山", "5522231", "sxjsxf@126.com"),
    _area(7, "140825", "新绛", "7523080", "xjfcrb@163.com"),
    _area(8, "140826", "绛县", "6522325", "cjjfdcglg@163.com"),
    _area(9, "140827", "垣曲", "8750133", "fcs0359@163.com"),
    _area(10, "140823", "闻喜", "7025115", "wxfcwyb@163.com"),
    _area(11, "140829", "平陆", "5731337", "3529107@163.com"),
    _area(12, "140828", "夏县", "8532041", "xxfangchangu@163.com"),
    _area(13, "140821", "临猗", "4033413", "linyiwuye@163.com"),
    _area(14, "140830", "芮城", "3021569", "rcxfcfwzx@163.com"),
)
AREA_BY_CODE: Final[dict[str, Area]] = {area.code: area for area in AREAS}
COUNTIES: Final[tuple[Area, ...]] = tuple(area for area in AREAS if not area.is_city)
CITY_AREA: Final[Area] = AREA_BY_CODE[CITY]
# The printed form: 13 counties, then 运城市本级; 合计 follows (INTERCHANGE 2).
PRINTED: Final[tuple[Area, ...]] = (*COUNTIES, CITY_AREA)
TOTAL_NAME: Final = "合计"
