"""The data sets of GB/T 39046-2020 whose elements our source names; their columns bear the elements' names.

`SETS` names all that the standard has tables for, and says which of them are declared here.
"""

from collections.abc import Mapping

from tongban.engines.tables.reading import declared

STANDARD = "GB/T 39046-2020"
NO_LENGTHS = "来源未载明其余要素的长度和可否为空"

ITEM = declared("ds04_item", "政务服务事项实施清单（表4）", """
    事项名称            事项名称            an        required
    基本编码            基本编码            an..12
    实施编码            实施编码            an..36    required
    事项类型代码        事项类型代码        n2        A1_task_type
    设定依据            设定依据            an
    行使层级代码        行使层级代码        n1        A2_use_level
    权限划分            权限划分            an
    行使内容            行使内容            an
    实施主体            实施主体            an
    实施主体性质代码    实施主体性质代码    n1        A3_dept_type
    法定办结时限        法定办结时限        n
    法定办结时限单位    法定办结时限单位    n1        time_unit
    法定办结时限说明    法定办结时限说明    an
    承诺办结时限        承诺办结时限        n
    承诺办结时限单位    承诺办结时限单位    n1        time_unit
    承诺办结时限说明    承诺办结时限说明    an
    受理条件            受理条件            an
    办理流程            办理流程            an
    联办机构            联办机构            an
    承办机构            承办机构            an
    中介服务            中介服务            an
    数量限制            数量限制            an
    结果名称            结果名称            an
    结果样本            结果样本            an
    是否收费            是否收费            n1
    收费依据            收费依据            an
    通办范围            通办范围            an
    服务对象代码        服务对象代码        an
    法人主题代码        法人主题代码        an
    自然人主题代码      自然人主题代码      an
    办理形式代码        办理形式代码        an
    特别程序            特别程序            an
    行政管辖代码        行政管辖代码        an
    是否支持预约        是否支持预约        n1
    是否支持网上支付    是否支持网上支付    n1
    是否支持物流快递    是否支持物流快递    n1
    是否网办            是否网办            n1
    网办地址            网办地址            an
    运行系统层级        运行系统层级        an
    办理地点            办理地点            an
    办理时间            办理时间            an
    咨询电话            咨询电话            an
    监督电话            监督电话            an
    """, key=("实施编码", "事项名称"), source=f"{STANDARD} 表4",
    missing=f"常见问题和材料每个事项有多条，不在此列；{NO_LENGTHS}")  # fmt: skip

APPLICATION = declared("ds05_application", "申请信息（表5）", """
    办件编号            办件编号            an..50    required
    实施编码            实施编码            an..36    required
    事项名称            事项名称            an        required
    办件类型            办件类型            n1        A6_project_type
    申请者名称          申请者名称          an        required  personal
    证件类型代码        证件类型代码        n3
    证件号码            证件号码            an        personal
    联系人姓名          联系人或代理人姓名  an        personal
    联系人证件类型代码  联系人证件类型代码  n3
    联系人证件号码      联系人证件号码      an        personal
    联系人手机          联系人手机          an        personal
    邮编                邮编                an
    通讯地址            通讯地址            an        personal
    法定代表人          法定代表人          an        personal
    申报来源代码        申报来源代码        an
    申请时间            申请时间            date-time required
    投资项目编号        投资项目编号        an..24
    行政区划            行政区划            an
    """, key=("办件编号",), source=f"{STANDARD} 表5", missing=f"申报来源代码的代码表；{NO_LENGTHS}")  # fmt: skip

MATERIAL = declared("ds05_material", "申请材料信息（表5）", """
    办件编号  办件编号  an..50     required
    材料名称  材料名称  an         required
    是否收取  是否收取  n1
    收取方式  收取方式  an
    收取数量  收取数量  n
    收取时间  收取时间  date-time
    附件实体  附件实体  an
    """, key=("办件编号", "材料名称"), source=f"{STANDARD} 表5", missing=f"附件如何随表交换；{NO_LENGTHS}")  # fmt: skip

ACCEPTANCE = declared("ds06_acceptance", "受理信息（表6）", """
    办件编号                    办件编号                    an..50     required
    基本编码                    基本编码                    an..12
    实施编码                    实施编码                    an..36     required
    事项名称                    事项名称                    an         required
    受理单位名称                受理单位名称                an
    受理单位统一社会信用代码    受理单位统一社会信用代码    an
    受理人员                    受理人员                    an
    受理时间                    受理时间                    date-time  required
    受理文书编号                受理文书编号                an
    承诺办结时间                承诺办结时间                date
    办件类型                    办件类型                    n1         A6_project_type
    行政区划                    行政区划                    an
    """, key=("办件编号",), source=f"{STANDARD} 表6", missing=NO_LENGTHS)  # fmt: skip

HANDLING = declared("ds07_handling", "办理信息（表7）", """
    办件编号                    办件编号                    an..50     required
    业务动作                    业务动作                    an         business_action
    环节名称                    环节名称                    an         required
    处理人                      处理人                      an         required
    处理意见                    处理意见                    an
    开始时间                    开始时间                    date-time
    结束时间                    结束时间                    date-time  required
    处理单位名称                处理单位名称                an
    处理单位统一社会信用代码    处理单位统一社会信用代码    an
    环节办理状态                环节办理状态                n1         link_status
    """, key=("办件编号", "环节名称", "处理人", "结束时间"), source=f"{STANDARD} 表7", missing=NO_LENGTHS)  # fmt: skip

SPECIAL = declared("ds07_special", "特别程序信息（表7）", """
    办件编号              办件编号              an..50     required
    特别程序种类名称      特别程序种类名称      an         required
    特别程序种类代码      特别程序种类代码      n1         required  A7_special_procedure
    开始时间              开始时间              date-time  required
    启动理由或依据        启动理由或依据        an
    申请人                申请人                an
    结束时间              结束时间              date-time
    结果                  结果                  an
    办理意见              办理意见              an
    """, key=("办件编号", "开始时间", "特别程序种类名称"), source=f"{STANDARD} 表7", missing=NO_LENGTHS)  # fmt: skip

RESULT = declared("ds08_result", "办结信息（表8）", """
    办件编号          办件编号          an..50     required
    办理人姓名        办理人姓名        an
    办结时间          办结时间          date-time  required
    结果证照名称      结果证照名称      an
    结果证照编号      结果证照编号      an
    办件结果描述      办件结果描述      an
    证照有效期限      证照有效期限      an
    发证单位          发证或盖章单位    an
    行政区划          行政区划          an
    是否快递寄送      是否快递寄送      n1
    是否收费          是否收费          n1
    """, key=("办件编号",), source=f"{STANDARD} 表8", missing=NO_LENGTHS)  # fmt: skip

SUPERVISION = declared("ds11_supervision", "电子监察信息（表11）", """
    监察编号        监察编号        an  required
    办件编号        办件编号        an..50
    督办内容        督办内容        an
    被督办机构      被督办机构      an
    规则编号        规则编号        an
    预警类型        预警类型        an
    状态产生时间    状态产生时间    date-time
    监察结果        监察结果        an
    责任部门        责任部门        an
    """, key=("监察编号",), source=f"{STANDARD} 表11", missing=f"预警类型的代码表；{NO_LENGTHS}")  # fmt: skip

PAYMENT = declared("ds14_payment", "支付信息（表14）", """
    缴款单号  缴款单号  an  required
    收费单位  收费单位  an
    收费人员  收费人员  an
    收费金额  收费金额  amount
    收费时间  收费时间  date-time
    缴款人    缴款人    an  personal
    """, key=("缴款单号",), source=f"{STANDARD} 表14", missing=NO_LENGTHS)  # fmt: skip

LOGISTICS = declared("ds15_logistics", "物流信息（表15）", """
    物流单号  物流单号  an  required
    寄送单位  寄送单位  an
    寄送日期  寄送日期  date
    寄送人    寄送人    an
    接收人    接收人    an  personal
    """, key=("物流单号",), source=f"{STANDARD} 表15", missing=f"接收的其余要素；{NO_LENGTHS}")  # fmt: skip

DATA_SETS = (
    ITEM, APPLICATION, MATERIAL, ACCEPTANCE, HANDLING, SPECIAL, RESULT, SUPERVISION, PAYMENT, LOGISTICS,
)  # fmt: skip

# Table of the standard → what it holds, and our tables for it; none where the source names no elements.
SETS: Mapping[int, tuple[str, tuple[str, ...]]] = {
    4: ("实施清单", ("ds04_item",)),
    5: ("申请信息", ("ds05_application", "ds05_material")),
    6: ("受理信息", ("ds06_acceptance",)),
    7: ("办理信息", ("ds07_handling", "ds07_special")),
    8: ("办结信息", ("ds08_result",)),
    9: ("评价信息", ("evaluation",)),
    10: ("咨询、投诉信息", ()),
    11: ("电子监察信息", ("ds11_supervision",)),
    12: ("身份认证信息", ()),
    13: ("电子印章信息", ()),
    14: ("支付信息", ("ds14_payment",)),
    15: ("物流信息", ("ds15_logistics",)),
    16: ("数据目录", ()),
}
