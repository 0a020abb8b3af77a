"""The tables themselves: five of the national exchange library, the data sets of GB/T 39046-2020, and 好差评.

Only of `up_pro_accept` is it known which columns may not be empty; the others ask for what makes a row known again.
"""

from collections.abc import Mapping

from tongban.engines.tables.around import DATA_SETS
from tongban.engines.tables.reading import declared
from tongban.engines.tables.table import Table

LIBRARY = "国家政务服务平台办件交换表"
NO_LENGTHS = "来源未载明其余列的长度和可否为空"
CASE_KEY = "来源未载明本表的办件编号列；没有它，行就不知道属于哪个办件，因此补上 project_no"

EXCHANGE = (
    declared("up_pro_accept", "办件受理信息", """
        project_no         办件编号            an..50     required
        catalog_code       基本编码            an..12     required
        task_code          实施编码            an..36     required
        task_name          事项名称            an         required
        task_version       事项版本            an         required
        project_type       办件类型            n1         required  A6_project_type
        applyer_name       申请人名称          an         required  personal
        applyer_type       申请人类型          n1         required  A4_server_type
        applyer_page_type  申请人证件类型      n3         required
        applyer_page_code  申请人证件号码      an         required  personal
        apply_type         申请方式            n1         required  A5_handle_form
        apply_date         申请时间            date-time  required
        accept_date        受理时间            date-time  required
        org_code           受理机构编码        an         required
        org_name           受理机构名称        an         required
        """, key=("project_no",), source=LIBRARY, missing="来源只列出不可为空的列，可为空的列未知"),
    declared("up_pro_process", "办件过程信息", """
        project_no         办件编号            an..50     required
        process_name       环节名称            an         required
        event_name         业务动作            an         required  business_action
        handle_explain     处理意见            an
        handle_user_name   处理人              an         required
        event_start_time   开始时间            date-time  required
        event_end_time     结束时间            date-time  required
        """, key=("project_no", "process_name", "handle_user_name", "event_end_time"), source=LIBRARY,
        missing=NO_LENGTHS),
    declared("up_pro_special_procedure", "办件特别程序信息", """
        project_no         办件编号            an..50     required
        special_type       特别程序种类        n1         required  A7_special_procedure
        name               特别程序名称        an         required
        time               开始时间            date-time  required
        reason             启动理由或依据      an
        applyer_user_name  申请人              an
        end_time           结束时间            date-time
        result             结果                an
        special_explain    办理意见            an
        """, key=("project_no", "time", "name"), source=LIBRARY, missing=f"{CASE_KEY}；{NO_LENGTHS}"),
    declared("up_pro_result", "办件结果信息", """
        project_no           办件编号          an..50     required
        result_type          办结结果          n1         required  result_code
        result_explain       结果描述          an
        result_date          办结时间          date-time  required
        result_cetr_name     结果证照名称      an
        result_cetr_no       结果证照编号      an
        is_delivery_results  是否快递送达      n1
        satisfaction         满意度            n1         A8_satisfaction
        """, key=("project_no",), source=LIBRARY, missing=f"{CASE_KEY}；{NO_LENGTHS}"),
    declared("up_pro_material", "办件材料信息", """
        project_no            办件编号         an..50     required
        material_name         材料名称         an         required
        get_type              收取方式         an
        get_num               收取数量         n
        material_attach_name  附件名称         an
        """, key=("project_no", "material_name"), source=LIBRARY,
        missing=f"{CASE_KEY}；收取方式的代码表未知；{NO_LENGTHS}"),
)  # fmt: skip

EVALUATION = declared("evaluation", "好差评评价信息", """
    areaCode           行政区划代码      an
    areaName           行政区划名称      an
    deptCode           实施主体代码      an
    taskCode           实施编码          an..36
    taskHandleItem     业务办理项编码    an
    taskName           事项名称          an
    subMatter          办件事项          an
    projectNo          办件编号          an..50     required
    proStatus          办件状态          n1         proStatus
    proDepartCode      受理部门代码      an
    proDepart          受理部门          an
    proManager         经办人            an
    pf                 评价渠道          n1         evaluation_channel_pf
    certkeyGOV         评价人证件号码    an         personal
    userName           评价人            an         personal
    userProp           评价人类型        n1         userProp
    satisfaction       满意度            n1         required  evaluation_satisfaction_interface
    evalDetail         评价指标          an
    writingEvaluation  文字评价          an
    assessTime         评价时间          date-time  required
    assessNumber       评价次数          n1         assessNumber
    appStatus          审核状态          n1         appStatus
    promiseTime        承诺办结时限      an
    acceptDate         受理时间          date-time
    dataSource         数据来源          an
    anonymityFlag      是否匿名          n1
    """, key=("projectNo", "assessNumber"), source="好差评数据接口；GB/T 39046 表9 的要素来源未载明",
    missing="各列的长度和可否为空；本平台的文字评价最多 500 字，个别地方的接口只收 150 字")  # fmt: skip

TABLES: Mapping[str, Table] = {one.name: one for one in (*EXCHANGE, *DATA_SETS, EVALUATION)}


def table(name: str) -> Table:
    """A table by its name. Raises `KeyError`."""
    return TABLES[name]
