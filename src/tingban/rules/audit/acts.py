"""What each act is called in the event log, and each kind of subject."""

from collections.abc import Mapping
from typing import Final

ACTS: Final[Mapping[str, str]] = {
    "accounts.signed_in": "登录",
    "accounts.sign_in_failed": "登录失败",
    "accounts.signed_out": "退出登录",
    "accounts.locked": "账号锁定",
    "accounts.unlocked": "解除锁定",
    "accounts.confirmed_again": "再次确认身份",
    "accounts.post_switched": "切换岗位",
    "accounts.password_changed": "修改密码",
    "accounts.password_reset": "重置密码",
    "accounts.recovery_code_used": "使用恢复码",
    "accounts.recovery_codes_renewed": "更换恢复码",
    "accounts.second_factor_enabled": "启用动态口令",
    "accounts.second_factor_dropped": "停用动态口令",
    "accounts.unit_added": "新增单位",
    "accounts.user_added": "新增用户",
    "accounts.user_activated": "恢复账号",
    "accounts.user_deactivated": "停用账号",
    "accounts.post_given": "安排岗位",
    "accounts.post_ended": "结束岗位",
    "registry.community_added": "新增小区",
    "registry.community_corrected": "修改小区",
    "registry.community_merged": "合并小区",
    "registry.merge_undone": "撤销合并",
    "registry.community_voided": "作废小区",
    "registry.alias_added": "新增别名",
    "registry.alias_removed": "删除别名",
    "registry.company_added": "新增企业",
    "registry.company_coded": "补登统一社会信用代码",
    "registry.company_corrected": "修改企业",
    "registry.company_merged": "合并企业",
    "registry.company_merge_undone": "撤销企业合并",
    "registry.contract_added": "新增合同",
    "registry.contract_corrected": "修改合同",
    "registry.contract_voided": "作废合同",
    "registry.service_level_added": "登记服务等级",
    "registry.service_level_corrected": "修改服务等级",
    "registry.owner_body_added": "新增业主组织",
    "registry.owner_body_corrected": "修改业主组织",
    "registry.owner_body_voided": "作废业主组织",
    "inspections.mission_added": "新增督导任务",
    "inspections.mission_corrected": "修改督导任务",
    "inspections.mission_voided": "作废督导任务",
    "inspections.visit_added": "登记检查",
    "inspections.visit_corrected": "修改检查记录",
    "inspections.visit_voided": "作废检查记录",
    "rectification.problem_confirmed": "确认问题",
    "rectification.problem_corrected": "修改问题",
    "rectification.problem_voided": "作废问题",
    "rectification.problem_complete": "整改完成",
    "rectification.problem_reopen": "重新打开问题",
    "rectification.problem_annul": "撤销问题",
    "rectification.step_undone": "撤销一步",
    "rectification.order_served": "责令整改",
    "rectification.order_withdrawn": "撤回责令整改",
    "complaints.case_registered": "登记投诉举报",
    "complaints.case_accepted": "受理",
    "complaints.case_closed": "办结",
    "complaints.case_corrected": "修改投诉举报",
    "complaints.case_reopened": "重新办理",
    "complaints.case_duplicate": "标为重复件",
    "complaints.case_transferred": "标为已移送",
    "complaints.case_void": "作废投诉举报",
    "complaints.case_open": "恢复办理",
    "complaints.progress_noted": "记录办理进展",
    "complaints.identity_seen": "查看投诉人身份",
    "complaints.identity_used": "发送通知时使用联系方式",
    "notices.delivery_stuck": "通知停滞",
    "exchange.export_approved": "批准导出身份信息",
    "exchange.export_refused": "不同意导出身份信息",
    "enforcement.level_decided": "核定等级",
    "enforcement.level_voided": "作废等级核定",
    "enforcement.penalty_decided": "行政处罚",
    "enforcement.penalty_revoked": "撤销处罚",
    "enforcement.exposure_published": "媒体曝光",
    "enforcement.exposure_case_attached": "曝光补登典型案例",
    "enforcement.exposure_withdrawn": "撤下曝光",
    "exits.exit_begun": "启动退出",
    "exits.handover_confirmed": "确认移交",
    "exits.handover_undone": "撤销移交",
    "exits.exit_voided": "作废退出",
    "weekly.report_opened": "开启周报",
    "weekly.draft_saved": "保存周报草稿",
    "weekly.report_checked": "周报核对通过",
    "weekly.value_overridden": "周报改值",
    "weekly.report_signed": "周报签字",
    "weekly.report_submitted": "报送周报",
    "weekly.report_stood_in": "系统代报",
    "weekly.review_begun": "开始审核",
    "weekly.report_returned": "退回周报",
    "weekly.report_reworked": "退回后重报",
    "weekly.report_accepted": "接收周报",
    "weekly.report_frozen": "冻结周报",
    "weekly.correction_asked": "申请更正",
    "weekly.correction_granted": "同意更正",
    "weekly.correction_refused": "不同意更正",
    "weekly.month_end_taken": "留存月末数",
    "weekly.edition_exported": "导出报送表",
    "weekly.list_taken": "下载名单",
    "weekly.file_taken": "下载报送材料",
    "exchange.import_asked": "提交导入",
    "exchange.file_imported": "导入工作簿",
    "exchange.copy_taken": "下载标错副本",
    "exchange.proposals_decided": "确认小区建议",
    "exchange.export_asked": "提交导出",
    "exchange.export_taken": "下载导出的数据交换簿",
    "exchange.file_exported": "导出数据交换簿",
    "exchange.identities_exported": "导出数据交换簿（含身份信息）",
    "exchange.register_mapped": "对照导入外来台账",
    "exchange.register_dropped": "删除外来名单",
    "exchange.twins_decided": "判断疑似同一小区",
    "platform.backed_up": "备份",
    "platform.restored": "恢复备份",
}

SUBJECTS: Final[Mapping[str, str]] = {
    "user": "用户", "unit": "单位", "community": "小区", "company": "企业", "contract": "合同",
    "mission": "督导任务", "visit": "检查记录", "problem": "问题", "order": "责令整改单",
    "case": "投诉举报件", "level": "等级核定",
    "service_level": "服务等级", "penalty": "处罚", "exposure": "曝光",
    "exit": "退出", "report": "周报", "edition": "版次", "delivery": "通知投递", "import": "导入",
    "run": "导入任务", "proposals": "小区建议",
    "export": "导出", "exportrun": "导出任务", "register": "外来台账",
    "week": "周报期次", "list": "名单", "platform": "系统", "owner_body": "业主组织",
}  # fmt: skip

TOPICS: Final[Mapping[str, str]] = {
    "accounts": "账号与岗位", "registry": "小区、企业、合同", "inspections": "检查",
    "rectification": "问题整改", "complaints": "投诉举报", "enforcement": "核级、处罚、曝光",
    "exits": "退出", "notices": "通知", "weekly": "周报送", "exchange": "导入导出",
    "platform": "备份与恢复",
}  # fmt: skip


def act_label(act: str) -> str:
    """What an act is called; one of a later release by its own name."""
    return ACTS.get(act, act)


def subject_label(subject: str) -> str:
    """小区 1408020010023, from "community:1408020010023"."""
    kind, _, key = subject.partition(":")
    return f"{SUBJECTS.get(kind, kind)} {key}".strip()


def grouped_acts() -> list[tuple[str, list[tuple[str, str]]]]:
    """All acts by topic, to choose from."""
    return [
        (label, [(act, words) for act, words in ACTS.items() if act.startswith(f"{topic}.")])
        for topic, label in TOPICS.items()
    ]
