"""A whole push of each kind, as the forms give it."""

from tingban.kit import uscc

_BASE = "11140802MB0T00001"
ORGAN = _BASE + uscc.check_character(_BASE)
_COMPANY = "91140802MA0T12345"
COMPANY = _COMPANY + uscc.check_character(_COMPANY)
K1 = {
    "CF_XDR_MC": "明珠物业服务有限公司",
    "CF_XDR_LB": "法人及非法人组织",
    "CF_XDR_SHXYM": COMPANY,
    "CF_FRDB": "韩某某",
    "CF_WSH": "盐建罚决字〔2024〕1号",
    "CF_WFXW": "擅自利用业主共有部分经营",
    "CF_SY": "2024年5月擅自在锦绣花园电梯内设置广告并收取费用。",
    "CF_YJ": "《物业管理条例》第六十三条第一款",
    "CF_CFLB": ["罚款"],
    "CF_NR": "罚款二千元。",
    "CF_NR_FK": 200_000,
    "CF_JDRQ": "2024-06-12",
    "CF_YXQ": "2099-12-31",
    "CF_GSJZQ": "2027-06-12",
    "CF_CFJG": "盐湖区住房和城乡建设局",
    "CF_CFJGDM": ORGAN,
    "CF_SJLY": "盐湖区住房和城乡建设局",
    "CF_SJLYDM": ORGAN,
    "procedure": "ordinary",
    "field": "general",
}
K2 = {
    "company": "明珠物业服务有限公司",
    "uscc": COMPANY,
    "community": "锦绣花园",
    "decided_on": "2024-03-01",
    "notice_served_on": "2024-03-05",
    "terminates_on": "2024-05-04",
    "refused_items": ["物业服务用房", "竣工图"],
    "demand_letters": ["盐建函字〔2024〕3号，5月20日送达"],
    "evidence": ["业主共同决定", "送达回证"],
    "reporting_unit": "盐湖区住房和城乡建设局",
    "contact": "韩某 工作电话",
    "nature": "credit",
}
