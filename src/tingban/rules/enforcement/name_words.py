"""Words that tell names of persons from ordinary words, as data.

`tests/rules/enforcement/test_names.py` holds that no frequent surname with a common given name is
among the ordinary words, so that no list here ever lets a name through.
"""

from typing import Final

COMPOUND: Final = frozenset(
    ("欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 令狐 慕容 司徒 东方 公孙 长孙 宇文 轩辕 南宫").split()
)
# These begin a name whatever follows; the second line is of 运城.
FREQUENT: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹"
    "黎武乔贺赖龚卫裴樊畅仝柴荆翟冀吉亢郗逯"
)
RARE: Final = frozenset(
    "何高褚尤施华严魏陶戚喻柏水窦章云葛奚郎鲁韦昌苗凤花俞柳鲍费廉岑倪滕殷毕邬安常时皮卞齐伍元"
    "卜平和穆湛祁禹狄米贝明臧计伏成茅庞纪舒屈项祝闵席季麻强路娄危童颜梅盛刁骆凌霍虞支柯管莫房"
    "缪解应宗宣郁单杭洪包诸左钮嵇邢荣翁荀惠曲靳富巫焦巴牧山谷车全班仰仲宫栾甘厉戎祖符景詹束司"
    "薄印白怀蒲台从索卓蔺屠蒙池阴胥双闻党姬申扶冉雍璩桑桂牛寿通边燕浦尚农温别庄晏瞿充连习艾容"
    "向古易慎庾终衡步都耿满弘匡国文寇广东欧沃利越隆巩聂晁敖融冷辛阚那简饶空沙鞠关相查后红游权"
    "桓公肖闫付岳仇养慕丰师佟佘"
)
# Surnames that are mostly something else: they need a given name made of what names are made of.
PARTICLES: Final = frozenset("和都从向应后时越终别通成解全公相关权利强常安房车班师管高何养付广国")
# Of these the ones that are nouns: a name again where a list goes on or somebody speaks.
NOUNS: Final = frozenset("时通权房车师管高何养付安常广国成终越别")
GIVEN: Final = frozenset(
    "伟芳娜敏静丽磊军洋勇艳杰娟涛超秀霞平刚桂英华建国文玉红梅兰荣志海龙飞鹏鑫波斌浩宇辉峰凯林"
    "健俊亮东晓小春雪琴云莲凤婷慧欣怡佳嘉诗雨梦思涵轩梓晨阳旭天瑞祥福贵才义忠孝仁礼智贤良善爱"
    "珍珠银玲珊瑚翠萍菊花香月星辰光耀庆喜乐康宁胜兴旺昌盛达顺江山川石岩松柏柳桃青蓝紫彤丹彩虹"
    "霖露霜冰洁莹颖聪睿哲琪琳瑶瑜瑾璐萌萱芸苗蕾蓉薇菲芝茂森泽润淑惠贞卿妮媛姗娇娥婉岚峻巍永恒"
    "远毅威虎豹燕雁鸿翔腾根树桐锁柱铁钢栓牛强明生子新宝金美先元启友朋祖宗培振德有得家民"
    "和"
)
# No given name has these.
NEVER: Final = frozenset("在是没不被的了我您你他她它们这那该些很着过且而或就把给让吗呢吧啊")
# Nor does one begin with these.
NOT_FIRST: Final = frozenset("拒签打殴骂堵拦伤追罚退欠")
# What goes on behind a name in a sentence.
GOES_ON: Final = frozenset(
    "等反投举称说在的与和向因未将被对已于系为自至从多住家拒签收领验出到不没也均表打殴骂堵拦阻"
    "威恐伤指要求提报申来去会可应必能愿曾正仍还又再就都把给让是有得讲告诉承认同意违私擅占侵吞"
    "挪用拿取交付退欠追催查处罚任担负及以并则却但这那其该每次两三一"
    "争砸闹"
)
TITLES: Final = frozenset(
    ("先生 女士 同志 老师 阿姨 大爷 大妈 大叔 大姐 大哥 师傅 书记 局长 科长 所长 校长").split()
)
# Words after which a name is likely to stand.
ROLES: Final = frozenset(
    (
        "业主 居民 住户 租户 投诉人 举报人 被举报人 反映人 当事人 代理人 法定代表人 负责人"
        " 项目经理 经理 主任 委员 保安 保洁员 员工 工作人员 执法人员 股东 会计 出纳 网格员 姓名"
        " 户主 车主 老人 证人 法人 联系人 组长 队长 科长 局长 所长 书记 会长 房东 店主 老板 村民"
        " 民警 律师 医生 妻子 丈夫 父亲 母亲 儿子 女儿 邻居 门卫 楼长 承租人 实名"
        " 主管 总监 站长 主席 队员 电工 水电工 代表 法人代表 业主代表 物业代表 经办人 经办人员"
        " 维修工 维修员 维修人员 收费员 秩序员 秩序维护员 保安员 绿化工 管道工 巡查员 监事"
    ).split()
)
SPEECH: Final = ("反映", "投诉", "举报", "拒签", "拒收", "签收", "签字", "表示")
# A surname at the end of these is part of the word: 班主任, 其余老师.
WORDS_ENDING: Final = frozenset(
    (
        "其余 临时 低段 同时 城管 主管 相关 有关 校车 同车 公车 售后 事后 最后 以后 今后 报班"
        " 领班 主任 责任 历任 现任 原任 保安 公安 治安 成长 项目 如何 任何 老和 商场 广场 师范"
        " 上海 会计 统计 设计 培训班 总支 感谢 车管 分管 供水"
    ).split()
)
# Ordinary words in which a surname is none, whatever stands behind them.
ORDINARY: Final = frozenset(
    (
        "权益 权利 权力 权属 权限 利益 利用 利润 安全 安装 安排 安置 安心 安防 安检 安居 强烈"
        " 强行 强制 强迫 强调 强占 房屋 房产 房门 房号 房内 房子 房间 房主 房款 公示 公约 公共"
        " 公开 公司 公摊 公告 公交 公章 公布 公益 公用 公愤 公道 公平 司机 车辆 车位 车库 车窗"
        " 车主 车费 车行 管部 管理 管说 管申 管队 许可 许多 许诺 费用 祖国 广场 广大 广告 相关"
        " 相信 相互 相应 相当 相邻 通过 通知 通道 通行 通告 通宵 通讯 通报 通风 陈述 陈列 纪委"
        " 纪检 应该 应当 应付 应拿 应尽 应聘 应急 应对 应按 全体 全部 全程 全面 全都 全市 全额"
        " 严重 严格 严禁 严厉 单位 单元 单独 单方 常年 常常 常住 明确 明知 明显 成立 成为 成员"
        " 成本 成功 成学 钱财 钱款 何时 何处 何人 何种 何必 何沟 何没 何未 简直 简单 宣称 宣传"
        " 陆续 付费 付款 养狗 养老 养护 毕业 毕竟 和谐 班级 班主 任何 任意 任职 任期 任课 任免"
        " 任由 任命 任的 任其 查询 查看 查处 查明 查封 查验 解决 解释 解除 解聘 解约 解领 曾经"
        " 曾多 曾在 谢谢 谢绝 方便 方式 方面 方可 方能 方提 方案 宁愿 宁可 宁静 程序 程度"
        " 时候 时间 支付 支持 支出 申请 申报 申诉 申领 高空 高层 高度 高额 高喊 高中 高级 高校"
        " 终止 终于 终日 别墅 越来 党员 党支 党委 党组 白天 项目 路面 路灯 路边 路口 路人 计算"
        " 计划 计费 计师 金额 金融 温度 马上 马路 平台 平时 平均 花费 花园 花坛 包括 包含 包干"
        " 左右 左侧 连续 连同 连接 步行 步骤 满意 满足 国家 文件 空间 空调 空置 空闲 关于 关系"
        " 关注 关门 后来 后期 后续 后维 盖章 余额 余款 于今 于是 顾客 顾问 顾虑 双方"
        " 双倍 东侧 东边 东门 易燃 易发 充电 充值 充分 游客 游泳 游乐 冷气 容易 容积 景观 荣誉"
        " 农民 农村 章程 尚未 齐全 季度 师傅 师生 师班 从事 从未 从来 习惯 丰富 张贴 周边 周围"
        " 周末 周期 周内 水电 水费 电费 都知 都认 和睦 陈旧 胡乱 史料 江边 段时 段落 钟左 邻里"
        " 平米 石材 毛坯 汤锅 史上 范围 施工 施行 沙发 洪水 华丽 甘愿 那么 那些 那种 富余"
        " 富裕 鲜明 连夜 广为 成群 成片 管线 管道 管网 管辖 向上 向外 向内 台阶 米左 米以 童车"
        " 时常 时而 时刻 常来 常去 常到 高声 高调 何况 通常 通话 通电 国企 别人 别处"
        " 安稳 成天 成批 成熟 越级 广泛 付出 养犬 车间 终究"
        " 白白 连呼 连生 纪律 查证 凌晨 万分 林业 童解 边住 连日 明查 皮肤 花钱"
    ).split()
)
# Ordinary words as a whole.
WHOLE: Final = frozenset(
    ("卫生间 卫生费 卫生局 孙女 班主任 广场舞 公交卡 任课 高的 全的 别的 车的 时的 养的").split()
)
# Places that begin like a name; behind a role they are part of a company's name.
CITIES: Final = frozenset(
    (
        "徐州 郑州 常州 苏州 温州 杭州 广州 惠州 柳州 梅州 贺州 池州 荆州 达州 通州 台州 万州 雷州"
        " 连州 孟州 易州 成都 武汉 包头 石家庄 许昌 东莞 东营 江门 江阴"
    ).split()
)
# These may as well be a person: only as 万荣县 they are places.
COUNTIES: Final = frozenset(
    (
        "万荣 平陆 夏 闻喜 安阳 安庆 常德 洪洞 平遥 平顺 方山 石楼 祁 应 宁武 曲沃 古 怀仁 左权"
        " 和顺 武乡 阳城 汾阳 高平"
    ).split()
)
