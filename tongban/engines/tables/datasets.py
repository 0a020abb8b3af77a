"""The data sets of GB/T 39046-2020, 表4 to 表8: what is offered, and the life of a case.

Elements, types and widths are the standard's, in its order, read in its full text (表1 to 表3 say how they are written
and hold none). Where 表5 and 表7 name several things in one list they are several tables here. `SETS` in `around` names
all of them.
"""

from tongban.engines.tables.reading import declared

STANDARD = "GB/T 39046-2020"
UNSAID = "标准未载明哪些要素可以为空"
DIVISION = "行政区划标准为 9 位，现行区划代码最长 12 位"
OLDER = "标准的基本编码 10 位、实施编码 24 位容不下现行国家编码，这里放宽到 12 位、36 位"

ITEM = declared("ds04_item", "政务服务事项实施清单（表4）", """
    事项名称            事项名称            an..200   required
    基本编码            基本编码            an..12
    实施编码            实施编码            an..36    required
    事项类型            事项类型            an..30
    事项类型代码        事项类型代码        n2        A1_task_type
    设定依据            设定依据            an..1000
    行使层级            行使层级            an..200
    行使层级代码        行使层级代码        n1        A2_use_level
    权限划分            权限划分            an..1000
    行使内容            行使内容            an
    实施主体            实施主体            an..100
    实施主体代码        实施主体代码        an..18
    实施主体性质        实施主体性质        an..100
    实施主体性质代码    实施主体性质代码    n1        A3_dept_type
    法定办结时限        法定办结时限        an..20
    法定办结时限单位    法定办结时限单位    an..20
    法定办结时限说明    法定办结时限说明    an
    承诺办结时限        承诺办结时限        an..20
    承诺办结时限单位    承诺办结时限单位    an..20
    承诺办结时限说明    承诺办结时限说明    an
    受理条件            受理条件            an
    办理流程            办理流程            an
    共同实施部门        共同实施部门        an..100
    共同实施部门代码    共同实施部门代码    an..18
    承办机构            承办机构            an..100
    承办机构代码        承办机构代码        an..18
    中介服务            中介服务            an..2000
    数量限制            数量限制            an..200
    结果名称            结果名称            an..100
    结果样本            结果样本            an
    是否收费            是否收费            n1
    收费依据            收费依据            an
    通办范围代码        通办范围代码        n1
    服务对象            服务对象            an..200
    服务对象代码        服务对象代码        an
    服务主题            服务主题            an..200
    法人服务主题代码    法人服务主题代码    an
    自然人服务主题代码  自然人服务主题代码  an
    办理形式            办理形式            an
    办理形式代码        办理形式代码        an..10
    特别程序            特别程序            an
    行政管辖            行政管辖            an..20
    行政管辖代码        行政管辖代码        an..10
    是否支持预约办理    是否支持预约办理    n1
    是否支持网上支付    是否支持网上支付    n1
    是否支持物流快递    是否支持物流快递    n1
    是否网办            是否网办            n1
    网办地址            网办地址            an..50
    运行系统层级        运行系统层级        an..20
    办理地点            办理地点            an..100
    办理时间            办理时间            an..150
    咨询方式            咨询方式            an..20
    咨询电话            咨询电话            an..18
    监督电话            监督电话            an..18
    常见问题            常见问题            an..1000
    """, key=("实施编码", "事项名称"), source=f"{STANDARD} 表4",
    missing=f"通办范围和服务主题的代码表；几个代码并列时放宽宽度；结果样本为文件名；{OLDER}；{UNSAID}")  # fmt: skip

ITEM_MATERIAL = declared("ds04_material", "事项的申请材料（表4）", """
    实施编码      实施编码      an..36   required
    材料名称      材料名称      an..200  required
    出具机构      出具机构      an..100
    出具时间要求  出具时间要求  an..150
    材料办理说明  材料办理说明  an..500
    材料办理地点  材料办理地点  an..400
    材料使用说明  材料使用说明  an..500
    原件份数      原件份数      n..2
    复印件份数    复印件份数    n..2
    是否必备材料  是否必备材料  n1
    """, key=("实施编码", "材料名称"), source=f"{STANDARD} 表4 第 56 至 64 项",
    missing=f"实施编码是本平台所加，标准未写明材料属于哪个事项；{OLDER}；{UNSAID}")  # fmt: skip

APPLICATION = declared("ds05_application", "申请信息（表5）", """
    办件编号                   办件编号                   an..50   required
    实施编码                   实施编码                   an..36   required
    事项名称                   事项名称                   an..200  required
    办件类型                   办件类型                   an..20
    办件类型代码               办件类型代码               n1       A6_project_type
    申请者名称                 申请者名称                 an..100  required  personal
    申请者证件类型代码         申请者证件类型代码         n3
    申请者证件号码             申请者证件号码             an..18   personal
    联系人/代理人姓名          联系人/代理人姓名          an..30   personal
    联系人/代理人证件类型代码  联系人/代理人证件类型代码  n3
    联系人/代理人证件号码      联系人/代理人证件号码      an..18   personal
    联系人手机号码             联系人手机号码             an..18   personal
    邮政编码                   邮政编码                   n6
    通讯地址                   通讯地址                   an..100  personal
    法定代表人                 法定代表人                 an..30   personal
    申报来源代码               申报来源代码               n1       A5_handle_form
    申请时间                   申请时间                   YYYYMMDDThhmmss  required
    投资项目编号               投资项目编号               an..24
    行政区划                   行政区划                   an
    """, key=("办件编号",), source=f"{STANDARD} 表5",
    missing=f"申报来源代码只注明“办理形式”，按 A.5 取值；{DIVISION}；{OLDER}；{UNSAID}")  # fmt: skip

MATERIAL = declared("ds05_material", "申请材料信息（表5）", """
    办件编号  办件编号  an..20   required
    材料名称  材料名称  an..200  required
    是否收取  是否收取  n1
    收取方式  收取方式  an..20
    收取数量  收取数量  n..2
    收取时间  收取时间  YYYYMMDDThhmmss
    附件实体  附件实体  an
    """, key=("办件编号", "材料名称"), source=f"{STANDARD} 表5 第 20 至 26 项",
    missing=f"附件实体为二进制，如何随表交换未载明，这里写文件名；{UNSAID}")  # fmt: skip

ACCEPTANCE = declared("ds06_acceptance", "受理信息（表6）", """
    办件编号                    办件编号                    an..50   required
    基本编码                    基本编码                    an..12
    实施编码                    实施编码                    an..36   required
    事项名称                    事项名称                    an..200  required
    受理单位名称                受理单位名称                an..100
    受理单位统一社会信用代码    受理单位统一社会信用代码    an..18
    受理人员                    受理人员                    an..30
    受理时间                    受理时间                    YYYYMMDDThhmmss  required
    受理文书编号                受理文书编号                an..30
    承诺办结时间                承诺办结时间                an..20
    办件类型                    办件类型                    an..20
    办件类型代码                办件类型代码                n1       A6_project_type
    行政区划                    行政区划                    an
    """, key=("办件编号",), source=f"{STANDARD} 表6",
    missing=f"{DIVISION}；{OLDER}；{UNSAID}")  # fmt: skip

HANDLING = declared("ds07_handling", "办理信息（表7）", """
    办件编号                    办件编号                    an..50   required
    业务动作                    业务动作                    an..20   business_action
    环节名称                    环节名称                    an..100  required
    环节处理人                  环节处理人                  an..30   required
    环节处理意见                环节处理意见                an..1000
    环节开始时间                环节开始时间                YYYYMMDDThhmmss
    环节结束时间                环节结束时间                YYYYMMDDThhmmss  required
    处理单位名称                处理单位名称                an..100
    处理单位统一社会信用代码    处理单位统一社会信用代码    an..18
    环节办理状态代码            环节办理状态代码            n1       link_status
    """, key=("办件编号", "环节名称", "环节处理人", "环节结束时间"), source=f"{STANDARD} 表7",
    missing=UNSAID)  # fmt: skip

SPECIAL = declared("ds07_special", "特别程序信息（表7）", """
    办件编号                  办件编号                  an..50   required
    特别程序种类名称          特别程序种类名称          an..100  required
    特别程序种类代码          特别程序种类代码          n1       required  A7_special_procedure
    特别程序开始时间          特别程序开始时间          YYYYMMDDThhmmss  required
    特别程序启动理由或依据    特别程序启动理由或依据    an
    申请人                    申请人                    an..30
    特别程序结束时间          特别程序结束时间          YYYYMMDDThhmmss
    特别程序结果              特别程序结果              an
    特别程序办理意见          特别程序办理意见          an
    办理单位名称              办理单位名称              an..100
    办理单位统一社会信用代码  办理单位统一社会信用代码  an..18
    办理人                    办理人                    an..30
    """, key=("办件编号", "特别程序开始时间", "特别程序种类名称"), source=f"{STANDARD} 表7 第 11 至 21 项",
    missing=f"办件编号是本平台所加，标准未写明特别程序属于哪个办件；{UNSAID}")  # fmt: skip

RESULT = declared("ds08_result", "办结信息（表8）", """
    办件编号          办件编号          an..50   required
    办理人姓名        办理人姓名        an..30
    办结时间          办结时间          YYYYMMDDhhmmss  required
    结果证照名称      结果证照名称      an..200
    结果证照编号      结果证照编号      an..50
    办件结果描述      办件结果描述      an..1000
    证照有效期限      证照有效期限      an..30
    发证/盖章单位     发证/盖章单位     an..100
    行政区划          行政区划          an
    是否快递寄送结果  是否快递寄送结果  n1
    是否收费          是否收费          n1
    """, key=("办件编号",), source=f"{STANDARD} 表8",
    missing=f"办结时间标准写作 YYYYMMDDhh:mm:ss，与其表2 不一致，按表2；{DIVISION}；{UNSAID}")  # fmt: skip

OF_CASES = (ITEM, ITEM_MATERIAL, APPLICATION, MATERIAL, ACCEPTANCE, HANDLING, SPECIAL, RESULT)
