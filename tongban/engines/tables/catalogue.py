"""The tables of the national catalogue library (事项清单): what may be offered, and how each body implements it.

Names and columns are those of the C0109 exchange tables; the source names columns, seldom their lengths. The rows of
the other tables belong to one of `up_task_general_basic`: our source does not say by which column, so they carry
``task_code`` and ``task_handle_item``.
"""

from collections.abc import Mapping

from tongban.engines.tables.reading import declared
from tongban.engines.tables.table import Table

LIBRARY = "国家政务服务事项库交换表（C0109）"
MISSING = "来源未载明其余列的长度和可否为空"
OF_TASK = f"本表属于哪个事项的列未载明，因此补上 task_code、task_handle_item；{MISSING}"

DIRECTORY = declared("up_task_directory", "基本目录", """
    catalog_code         基本编码            an..12    required
    local_catalog_code   地方基本编码        an..100
    task_name            事项名称            an..500   required
    task_type            事项类型            n2        required  A1_task_type
    use_level            行使层级            an
    by_law               设定依据            an
    task_state           事项状态            n1        task_state
    task_version         事项版本            an..20
    plan_effective_date  计划生效日期        date
    plan_cancel_date     计划取消日期        date
    row_guid             行标识              an..100
    cd_operation         操作                an..10
    cd_batch             批次                an..100
    cd_time              操作时间            an..40
    """, key=("catalog_code",), source=LIBRARY, missing=MISSING)  # fmt: skip

BASIC = declared("up_task_general_basic", "实施清单", """
    row_guid             行标识              an..100
    catalog_code         基本编码            an..12
    local_catalog_code   地方基本编码        an..100
    task_code            实施编码            an..36
    local_task_code      地方实施编码        an..100
    task_handle_item     业务办理项编码      an..100
    task_name            事项名称            an..500   required
    task_type            事项类型            n2        required  A1_task_type
    use_level            行使层级            n1        A2_use_level
    dept_code            实施主体编码        an..50
    dept_name            实施主体            an..200
    dept_type            实施主体性质        n1        A3_dept_type
    entrust_name         受委托组织          an
    power_source         权力来源            n1        power_source
    by_law               设定依据            an
    accept_condition     受理条件            an
    handle_flow          办理流程            an
    anticipate_day       法定办结时限        n
    anticipate_type      法定办结时限单位    n1        time_unit
    anticipate_explain   法定办结时限说明    an
    promise_day          承诺办结时限        n
    promise_type         承诺办结时限单位    n1        time_unit
    promise_explain      承诺办结时限说明    an
    project_type         办件类型            n1        A6_project_type
    server_type          服务对象            an
    special_procedure    特别程序            an
    is_fee               是否收费            n1        yes_no
    fee_basis            收费依据            an
    handle_type          办理形式            an
    limit_scene_num      到办事现场次数      n
    link_way             咨询方式            an
    supervise_way        监督投诉方式        an
    transact_addr        办理地点            an
    transact_time        办理时间            an
    link_addr            咨询地址            an
    mobile_terminal_url  移动端办理地址      an
    is_single_login      是否单点登录        n1        yes_no
    app_is_single_login  移动端是否单点登录  n1        yes_no
    task_state           事项状态            n1        task_state
    task_version         事项版本            an..20
    plan_effective_date  计划生效日期        date
    plan_cancel_date     计划取消日期        date
    """, key=("task_code", "task_handle_item"), source=LIBRARY, missing=MISSING)  # fmt: skip

EXTEND = declared("up_task_general_extend", "实施清单扩展信息", """
    task_code                  实施编码              an..100   required
    task_handle_item           业务办理项编码        an..100
    is_online                  是否网办              n1        yes_no
    online_handle_depth        网上办理深度          an
    online_handle_url          网办地址              an
    handle_area                通办范围              an
    is_schedule                是否支持预约          n1        yes_no
    is_pay_online              是否支持网上支付      n1        yes_no
    is_express                 是否支持物流快递      n1        yes_no
    is_entry_center            是否进驻政务大厅      n1        yes_no
    is_service_terminals       是否支持自助终端      n1        yes_no
    limit_explain              数量限制              an
    limit_scene_explain        必须到现场的原因      an
    other_dept                 联办机构              an
    service_type               中介服务              an
    result_name                结果名称              an
    result_type                结果类型              an
    result_guid                结果样本              an
    user_topic_type            自然人主题代码        an
    corp_topic_type            法人主题代码          an
    user_character_topic_type  自然人特定主题        an
    corp_character_topic_type  法人特定主题          an
    town_code                  乡镇街道代码          an
    town_name                  乡镇街道名称          an
    village_code               村社区代码            an
    village_name               村社区名称            an
    extend_field               扩展字段              an
    """, key=("task_code", "task_handle_item"), source=LIBRARY, missing=OF_TASK)  # fmt: skip

MATERIAL = declared("up_task_general_material", "申请材料", """
    task_code         实施编码          an..100   required
    task_handle_item  业务办理项编码    an..100
    order_num         序号              n
    material_name     材料名称          an..500   required
    material_type     材料类型          n1        material_type
    material_format   材料形式          n1        material_format
    is_need           材料必要性        n1        material_need
    page_num          份数              n
    page_format       纸质材料规格      an
    source_type       来源渠道          n2        material_source
    source_explain    来源渠道说明      an
    by_law            要求提供的依据    an
    accept_stand      受理标准          an
    fill_explain      填报须知          an
    example_guid      示例样表          an
    form_guid         空白表格          an
    remark            备注              an
    """, key=("task_code", "task_handle_item", "material_name"), source=LIBRARY, missing=OF_TASK)  # fmt: skip

FEE = declared("up_task_general_fee_project", "收费项目", """
    task_code         实施编码          an..100   required
    task_handle_item  业务办理项编码    an..100
    fee_name          收费项目名称      an..500   required
    fee_stand         收费标准          an
    by_law            收费项目依据      an
    is_desc           可否减免          n1        yes_no
    desc_explain      减免说明          an
    """, key=("task_code", "task_handle_item", "fee_name"), source=LIBRARY, missing=OF_TASK)  # fmt: skip

QUESTION = declared("up_task_general_questions", "常见问题", """
    task_code         实施编码          an..100   required
    task_handle_item  业务办理项编码    an..100
    question          问题              an..1000  required
    answer            回答              an        required
    """, key=("task_code", "task_handle_item", "question"), source=LIBRARY, missing=OF_TASK)  # fmt: skip

LIBRARY_TABLES: Mapping[str, Table] = {one.name: one for one in (DIRECTORY, BASIC, EXTEND, MATERIAL, FEE, QUESTION)}
