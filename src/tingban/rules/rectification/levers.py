"""What follows when an order is not obeyed, and on which law it rests (DOMAIN 1.3).

Nothing is threatened that the law does not give: a fine stands here only where an article names
it, and what belongs to another organ is handed to that organ. Local law has no rows (AMB-38); a
paper may bring a lever of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE


@dataclass(frozen=True, slots=True)
class Lever:
    """One consequence in words, and the keys of rules.law that give it."""

    words: str
    keys: tuple[str, ...] = ()


_INCOME: Final = (
    "所得收益用于物业管理区域内物业共用部位、共用设施设备的维修、养护，"
    "剩余部分按照业主大会的决定使用"
)
# Only guided price ties the level to the fee (AMB-35); elsewhere it is for the contract.
_LEVEL: Final = Lever("重新核定相关小区的物业服务等级，并函告发展改革部门督促执行对应的收费标准")
_CONTRACT: Final = Lever("建议业主、业主委员会依照物业服务合同调整服务内容和收费标准")
_FEE: Final = Lever(
    "涉嫌不按照规定提供服务而收取费用的，移送市场监督管理部门依法处理", ("PRC-9..10",)
)
_PRICE_TAG: Final = Lever("涉嫌未按规定明码标价的，移送市场监督管理部门依法处理", ("PRC-13",))
_FIRE: Final = Lever(
    "移送消防救援机构依法处理；拒不改正的，由其依法强制执行", ("FPL-60.1", "FPL-60.3")
)
_LEAVING: Final = Lever(
    "不得请求业主支付物业服务合同终止后的物业费，造成业主损失的应当赔偿；"
    "业主、业主委员会可以依法向人民法院提起诉讼",
    ("CC-949.2",),
)
_PAPERS: Final = Lever("予以通报，处1万元以上10万元以下的罚款", ("PMR-58",))
_COMMON_PARTS: Final = Lever(f"给予警告，处5万元以上20万元以下的罚款；{_INCOME}", ("PMR-63",))
_ROOMS: Final = Lever(f"给予警告，处1万元以上10万元以下的罚款；有收益的，{_INCOME}", ("PMR-62",))
_ACCOUNTS: Final = Lever(
    "业主可以依法请求公布、查阅公共收益的收支情况，并向人民法院提起诉讼", ("OWN-13..3",)
)
_REPAY: Final = Lever(
    "业主可以依法请求返还公共收益、赔偿损失，并向人民法院提起诉讼", ("CC-282", "CC-287")
)
_CRIME: Final = Lever(
    "涉嫌职务侵占、挪用资金犯罪的，移送公安机关依法处理", ("CL-271", "CL-272", "TRF-5")
)
_CIVIL: Final = Lever("业主可以依法请求承担民事责任，并向人民法院提起诉讼", ("CC-287",))
_CHARGES: Final = Lever("移送市场监督管理部门依法处理", ("PRC-9",))
_ENTRUSTED: Final = Lever("处委托合同价款30%以上50%以下的罚款", ("PMR-59",))
_REPAIR_FUND: Final = Lever(
    "追回挪用的专项维修资金，给予警告，没收违法所得，可以并处挪用数额2倍以下的罚款；"
    "构成犯罪的，依法追究刑事责任",
    ("PMR-60",),
)
_OTHER_ORGANS: Final = Lever("移送有管辖权的部门依法处理")
_POLICE: Final = Lever("移送公安机关依法处理")
# What the campaign holds ready for everybody who does not obey (seed L74, L96).
_CAMPAIGN: Final = (
    Lever("列入重点督办，并按照专项整治要求在媒体公开曝光"),
    Lever("业主反映强烈的，由街道办事处（乡镇人民政府）指导业主依法启动物业服务企业退出程序"),
)
_BY_CATEGORY: Final[dict[Category, tuple[Lever, ...]]] = {
    Category.CAT_3: (_FIRE,),
    Category.CAT_6: (_ACCOUNTS,),
    Category.CAT_7: (_REPAY, _CRIME),
}
_BY_ACT: Final[dict[str, tuple[Lever, ...]]] = {
    "2-04": (_PRICE_TAG,),
    "2-05": (_PRICE_TAG,),
    "4-01": (_LEAVING,),
    "4-02": (_LEAVING,),
    "4-03": (_LEAVING,),
    "4-04": (_PAPERS, _LEAVING),
    "4-05": (_LEAVING,),
    "4-06": (_LEAVING,),
    "5-01": (_COMMON_PARTS,),
    "5-02": (_COMMON_PARTS,),
    "5-03": (_COMMON_PARTS,),
    "5-04": (_ROOMS,),
    "9-01": (_CHARGES,),
    "9-02": (_ENTRUSTED,),
    "9-03": (_CIVIL,),
    "9-04": (_REPAIR_FUND,),
    "9-05": (_OTHER_ORGANS,),
    "9-06": (_POLICE,),
}


def levers_of(codes: Iterable[str], *, is_guided: bool) -> tuple[Lever, ...]:
    """What follows for these sub-acts, each once, the law's own before the campaign's.

    `is_guided`: the fee of the community is under 政府指导价.
    """
    found = [lever for code in codes for lever in _of(code, is_guided=is_guided)]
    return tuple(dict.fromkeys((*found, *_CAMPAIGN)))


def _of(code: str, *, is_guided: bool) -> Iterator[Lever]:
    category = SUB_ACT_BY_CODE[code].category
    if category is Category.CAT_1:
        yield from (_LEVEL, _FEE) if is_guided else (_CONTRACT,)
    yield from _BY_CATEGORY.get(category, ())
    yield from _BY_ACT.get(code, ())
