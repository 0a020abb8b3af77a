"""The data sets of GB/T 39046-2020, 表9 to 表16: what surrounds a case. Read in the standard's full text."""

from collections.abc import Mapping

from tongban.engines.tables.datasets import DIVISION, OF_CASES, STANDARD, UNSAID
from tongban.engines.tables.reading import declared

EVALUATED = declared("ds09_evaluation", "政务服务绩效评价（表9）", """
    办件编号    办件编号    an..50  required
    评价渠道    评价渠道    an..50
    评价人      评价人      an..30  personal
    评价时间    评价时间    YYYYMMDDThhmmss  required
    评价次数    评价次数    n..2
    满意度      满意度      an..20
    满意度代码  满意度代码  n1      A8_satisfaction
    文字评价    文字评价    an
    行政区划    行政区划    an
    """, key=("办件编号", "评价次数"), source=f"{STANDARD} 表9",
    missing=f"{DIVISION}；{UNSAID}")  # fmt: skip

CONSULTATION = declared("ds10_consultation", "咨询信息（表10）", """
    咨询编码  咨询编码  an..50   required
    咨询人    咨询人    an..30   personal
    咨询标题  咨询标题  an..200
    咨询内容  咨询内容  an
    咨询时间  咨询时间  YYYYMMDDThhmmss
    处理时间  处理时间  YYYYMMDDThhmmss
    处理人    处理人    an..30
    处理意见  处理意见  an
    延期时限  延期时限  an..20
    延期原因  延期原因  an
    超期天数  超期天数  n..3
    行政区划  行政区划  an
    """, key=("咨询编码",), source=f"{STANDARD} 表10 第 1 至 12 项", missing=UNSAID)  # fmt: skip

COMPLAINT = declared("ds10_complaint", "投诉信息（表10）", """
    投诉标题      投诉标题      an..200  required
    投诉人        投诉人        an..30   personal
    被投诉单位    被投诉单位    an..100
    被投诉人      被投诉人      an..30   personal
    投诉内容      投诉内容      an..1000
    投诉来源      投诉来源      an..50
    投诉时间      投诉时间      YYYYMMDDThhmmss  required
    承办单位代码  承办单位代码  an..18
    承办单位名称  承办单位名称  an..100
    承办人        承办人        an..30
    承办时间      承办时间      YYYYMMDDThhmmss
    反馈信息      反馈信息      an..500
    反馈时间      反馈时间      YYYYMMDDThhmmss
    承诺时限      承诺时限      an..20
    延期时限      延期时限      an..20
    延期原因      延期原因      an
    超期天数      超期天数      n..3
    行政区划      行政区划      an
    """, key=("投诉标题", "投诉人", "投诉时间"), source=f"{STANDARD} 表10 第 13 至 30 项",
    missing=f"投诉没有编号，以标题、投诉人和时间识别；{UNSAID}")  # fmt: skip

SUPERVISION = declared("ds11_supervision", "电子监察信息（表11）", """
    办件编号          办件编号          an..50   required
    督办内容          督办内容          an..1000
    机构名称          机构名称          an..100
    事项类型代码      事项类型代码      n2       A1_task_type
    督办发出时间      督办发出时间      YYYYMMDDhhmmss
    监察编号          监察编号          an..20   required
    监察规则编号      监察规则编号      an..20
    监察预警类型代码  监察预警类型代码  n1
    状态产生时间      状态产生时间      YYYYMMDDhhmmss
    监察结果描述      监察结果描述      an..1000
    责任部门          责任部门          an..100
    """, key=("监察编号",), source=f"{STANDARD} 表11",
    missing=f"监察预警类型代码没有代码表，这里留空，黄牌、红牌写在监察结果描述中；{UNSAID}")  # fmt: skip

PERSON = declared("ds12_person", "自然人身份认证信息（表12）", """
    用户编码      用户编码      an..20  required
    姓名          姓名          an..30  personal
    证件类型      证件类型      an..50
    身份证件号码  身份证件号码  an..18  personal
    民族          民族          an..10  personal
    职务          职务          an..12
    用户名        用户名        an..50  personal
    移动电话      移动电话      an..18  personal
    邮箱          邮箱          an..50  personal
    是否实名认证  是否实名认证  n1
    性别代码      性别代码      n1      personal
    工作单位      工作单位      an..100
    机构地址      机构地址      an..400
    """, key=("用户编码",), source=f"{STANDARD} 表12 第 1 至 14 项",
    missing=f"第 8 项“密码”不在此列：本平台不保存密码，只保存其摘要，摘要不外传；{UNSAID}")  # fmt: skip

ORGANISATION = declared("ds12_organisation", "法人身份认证信息（表12）", """
    机构名称           机构名称           an..100   required
    法定代表人/负责人  法定代表人/负责人  an..30    personal
    统一社会信用代码   统一社会信用代码   an18      required
    是否实名认证       是否实名认证       n1
    注册地址           注册地址           an..100
    注册日期           注册日期           YYYYMMDD
    经营范围           经营范围           an..1000
    """, key=("统一社会信用代码",), source=f"{STANDARD} 表12 第 15 至 21 项", missing=UNSAID)  # fmt: skip

SEALED = declared("ds13_seal", "电子印章信息（表13）", """
    办件编号      办件编号      an..50   required
    文书编号      文书编号      an..64   required
    电子签章版本  电子签章版本  an..10
    签章人        签章人        an..30
    签章时间      签章时间      YYYYMMDDhhmmss  required
    印章类型      印章类型      an..20
    印章名称      印章名称      an..200
    制作日期      制作日期      YYYYMMDD
    发放日期      发放日期      YYYYMMDD
    """, key=("文书编号",), source=f"{STANDARD} 表13",
    missing=f"办件编号、文书编号是本平台所加，标准未写明签章属于哪份文书；{UNSAID}")  # fmt: skip

PAYMENT = declared("ds14_payment", "支付信息（表14）", """
    办件编号  办件编号  an..50
    缴款单号  缴款单号  an..50  required
    收费单位  收费单位  an..100
    收费人员  收费人员  an..30
    收费金额  收费金额  amount
    收费时间  收费时间  YYYYMMDDhhmmss
    缴款人    缴款人    an..30  personal
    """, key=("缴款单号",), source=f"{STANDARD} 表14", missing=UNSAID)  # fmt: skip

LOGISTICS = declared("ds15_logistics", "物流信息（表15）", """
    办件编号  办件编号  an..50
    物流单号  物流单号  an..50   required
    寄送单位  寄送单位  an..100
    寄送日期  寄送日期  YYYYMMDD
    寄送人    寄送人    an..30
    接收单位  接收单位  an..100
    接收人    接收人    an..30   personal
    接收日期  接收日期  YYYYMMDD
    评估指标  评估指标  an..20
    评估项目  评估项目  an..200
    评估时间  评估时间  YYYYMMDD
    评估等级  评估等级  an..20
    评估结果  评估结果  an..100
    """, key=("物流单号",), source=f"{STANDARD} 表15", missing=UNSAID)  # fmt: skip

CATALOGUE = declared("ds16_catalogue", "政务服务数据目录信息（表16）", """
    事项名称            事项名称            an..50   required
    事项办结结果名称    事项办结结果名称    an..100  required
    是否电子证照        是否电子证照        n1
    应用场景            应用场景            an..100
    政务服务数据提供方  政务服务数据提供方  an..100
    政务服务数据摘要    政务服务数据摘要    an..50
    提供渠道            提供渠道            an..50
    所属领域            所属领域            an..50
    更新周期            更新周期            an..20
    """, key=("事项名称", "事项办结结果名称"), source=f"{STANDARD} 表16", missing=UNSAID)  # fmt: skip

DATA_SETS = (
    *OF_CASES, EVALUATED, CONSULTATION, COMPLAINT, SUPERVISION, PERSON, ORGANISATION, SEALED, PAYMENT, LOGISTICS,
    CATALOGUE,
)  # fmt: skip

# Table of the standard → what it holds, and our tables for it. 表1 to 表3 hold no data: they say how data are written.
SETS: Mapping[int, tuple[str, tuple[str, ...]]] = {
    4: ("事项管理", ("ds04_item", "ds04_material")),
    5: ("办事申请", ("ds05_application", "ds05_material")),
    6: ("事项受理", ("ds06_acceptance",)),
    7: ("事项办理", ("ds07_handling", "ds07_special")),
    8: ("事项办结", ("ds08_result",)),
    9: ("政务服务绩效评价", ("ds09_evaluation",)),
    10: ("办事互动", ("ds10_consultation", "ds10_complaint")),
    11: ("电子监察", ("ds11_supervision",)),
    12: ("统一身份认证", ("ds12_person", "ds12_organisation")),
    13: ("电子印章", ("ds13_seal",)),
    14: ("支付信息", ("ds14_payment",)),
    15: ("物流信息", ("ds15_logistics",)),
    16: ("数据目录", ("ds16_catalogue",)),
}
