"""The fixed wording of 附件2 and 附件3, byte for byte as the decree prints it (DOMAIN 2)."""

from typing import Final

ANNEX_2_MARK: Final = "附件 2"
ANNEX_3_MARK: Final = "附件 3"

# AMB-25: one title has 专项行动, the other has not. AMB-22: 侵占 here, 侵害 in the group.
ANNEX_2_TITLE: Final = (
    "整治物业服务不履约不到位、侵占业主利益等问题和建立完善物业企业退出机制专项行动登记办理台账"
)
ANNEX_3_TITLE: Final = (
    "整治物业服务不履约不到位、侵占业主利益等问题和建立完善物业企业退出机制情况汇总表"
)

ANNEX_2_COLUMNS: Final = (
    "序号",
    "投诉(举报)人及联系方式",
    "问题和舆情简要内容",
    "来源",
    "受理和收到时间",
    "承办科室",
    "办理进展和结果",
    "是否办结",
    "受理人",
    "备注",
)
# AMB-27: 服务服务 is the decree's own slip and stays in the reproduced note.
ANNEX_2_NOTE: Final = (
    "说明：1.该表每周五上午 12 点前报送一次，填专项行动开展以来的相关情况。"
    "2.“来源”包括本领域来信来访来电、信访部门的转办问题、12345 政务服务服务热线转办件等。"
)
ANNEX_3_NOTE: Final = (
    "说明：1.本表由县级主管部门汇总后统一填报，数据为逐月累计数；2.“曝光企业”请附上典型案例；"
    "3.每周五上午12点前向市局报送工作台账；4.邮箱 fckwy222907@163.com"
)
# AMB-02: the note is printed as it is, the footnote says which address is the right one.
ANNEX_3_MAIL_FOOTNOTE: Final = (
    "注：说明4的邮箱照附件原文印出；通知正文所列邮箱为 fckwy2222907@163.com，"
    "两者不一致时以正文为准。"
)
AUTO_FOOTNOTE: Final = "※ 加底纹的行：系统代报，未经县级确认"
AUTO_MARK: Final = "※"
OVERRIDE_MARK: Final = "*"
