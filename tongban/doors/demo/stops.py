"""The walk through the main job, from looking for an item to rating it: who you are, what to do, what to see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stop:
    """One stop: `ways` are the roles one takes there, each with the page to open."""

    title: str
    do: str
    see: str
    ways: tuple[tuple[str, str], ...] = ()
    link: str = ""
    label: str = ""


STOPS = (
    Stop(
        "搜索", "以林晚的身份进入首页，在搜索框里输入“开小饭店”，打开“食品经营许可（新办）”。",
        "不用知道事项的正式名称；指南写明承诺 5 个工作日、要哪些材料、哪些免交。",
        (("linwan", "/services/?q=开小饭店"),),
    ),
    Stop(
        "申请", "在指南页选择“立即办理”，选晚来香面馆作为申请单位，逐页填写。",
        "已有的信息自动填好并写明来源；离开再回来，填过的都在。", (("linwan", "/services/food-business-licence/"),),
    ),
    Stop(
        "提交", "上传材料，核对后勾选真实性承诺，提交申请。",
        "得到办件编号和盖章的收件凭证；短信收件箱里多一条短信。", (("linwan", "/my/"),), "/demo/sms/", "打开短信收件箱",
    ),
    Stop(
        "补正与受理", "换成综合窗口的周济，打开刚提交的办件，先一次性告知补正一项；再换回林晚补交；最后由周济受理。",
        "补正告知书一次写全，时限停走；受理通知书送达，承诺时限开始计算。", (("zhouji", "/desk/"), ("linwan", "/my/")),
    ),
    Stop(
        "并联审查", "周远航完成材料审查；现场核查、消防、生态环境各自在自己的工作台签署意见，谁先谁后都可以。",
        "面积超过 200 平方米才有消防意见，产生油烟才有生态环境意见；几个部门同时办理。",
        (("zhouyuanhang", "/desk/"), ("dingyiming", "/desk/"), ("hanlidong", "/desk/"), ("jiangyingyue", "/desk/")),
    ),
    Stop(
        "两人签发", "意见齐了以后，周远航拟定决定，顾知远复核签发。",
        "拟定和签发不能是同一个人；签发后自动制证，决定书和证照都盖了章。",
        (("zhouyuanhang", "/desk/"), ("guzhiyuan", "/desk/")),
    ),
    Stop(
        "核验证照", "林晚在“我的证照”打开食品经营许可证，扫码或点开核验地址；任何人不用登录都能核验。",
        "显示证照是否有效，个人姓名遮盖；换成顾知远撤销后再核验，立刻显示无效。",
        (("linwan", "/my/licences/"),), "/v/", "打开核验页面",
    ),
    Stop(
        "评价", "林晚在办结的办件里评价；给一个差评，再换成严正言回访。",
        "差评变成一项限期待办；严正言还能在全程留痕里看到每一步，并核对有没有被改动。",
        (("linwan", "/my/"), ("yanzhengyan", "/office/ledger/")),
    ),
)  # fmt: skip
